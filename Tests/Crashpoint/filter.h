#pragma once

// Makes the kernel stop this process, and all that come of it, at the calls that count. Needs no privileges; -1 and
// errno if the kernel refuses.
int filter_install(void);
