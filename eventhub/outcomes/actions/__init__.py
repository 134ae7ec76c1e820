"""What happens with records: operations from the room, signing and reopening, the link of the group's tablet."""
