/* zip_priv.h - private to lib/record: the bytes between the members of a bundle. */
#ifndef LIB_EVIDENCE_ZIP_PRIV_H
#define LIB_EVIDENCE_ZIP_PRIV_H
#include "lib/evidence/zip.h"

#define ZIP_PART_MAX 400	/* of any one of them */
#define ZIP_END_SIZE 22
#define ZIP_END64_SIZE 76	/* the zip64 record and its locator */

struct zip_end {
	int64_t members, at, size;	/* of the central directory */
};
/* Each writes what belongs there and gives its length. */
size_t zip_local(const struct zip_member *m, unsigned char out[ZIP_PART_MAX]);
size_t zip_descriptor(const struct zip_member *m, unsigned char out[ZIP_PART_MAX]);
/* at: where its local header begins. */
size_t zip_central(const struct zip_member *m, int64_t at, unsigned char out[ZIP_PART_MAX]);
size_t zip_end_part(const struct zip_end *e, unsigned char out[ZIP_PART_MAX]);
uint32_t zip_crc(uint32_t crc, const void *bytes, size_t n);
#endif
