"""Calendars: the event, its programme, one group or one person as iCalendar feeds; the schedule in frab form."""
