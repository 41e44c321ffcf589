"use strict";

startShell();
