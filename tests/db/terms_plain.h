/* terms_plain.h - stub */
static void terms_agree(struct arena *a, struct db *db) { (void)a; (void)db; }
