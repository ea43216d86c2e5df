/* site.h - who keeps the site: what the foot of the portal's pages says of the settings (国办发〔2017〕47号). */
#ifndef LIB_WEB_SITE_H
#define LIB_WEB_SITE_H

struct arena;
struct conf;
struct web_fact;

/* 主办, 承办, where questions go, 政府网站标识码, ICP备案, 公网安备 */
#define SITE_KEYS "site_organiser", "site_operator", "site_contact", "site_identifier", "site_icp", "site_police"

/* Those that are set, site_icp as Site.icp, and the addresses Site.icp_at and Site.faults_at; ends with { 0 }. */
const struct web_fact *site_facts(struct arena *a, const struct conf *c);
#endif
