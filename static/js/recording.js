// The recording page of a group: what is typed is kept on the device until the server has it, and then shown to all.
"use strict";

//= recording/outbox.js
//= recording/fields.js
//= recording/morph.js
//= recording/refresh.js
//= recording/saved.js
//= recording/grid.js
//= recording/page.js
