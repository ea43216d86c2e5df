/* address.h - the platform's own addresses, of its settings: what leaves a page (links, QR codes, recipes, papers)
 * leads to them, whatever name the request came by. */
#ifndef CGI_COMMON_ADDRESS_H
#define CGI_COMMON_ADDRESS_H

struct arena;
struct conf;
struct program_keys;

/* Takes public_url and desk_host (module_start of cgi/modules.h). */
void address_start(struct arena *a, const struct conf *c, const struct program_keys *k);
/* "https://host[:port]", of the portal. */
const char *address_public(void);
/* The same of the desk, which may have a host name of its own. */
const char *address_desk(void);
#endif
