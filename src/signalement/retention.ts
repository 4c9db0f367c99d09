// How long contents are kept when nobody said otherwise. Which period applies to whom is for the data protection officer
// to set (`scelle config set retentionDays N`): this one is the tool's own and claims nothing.
export const RETENTION_DAYS = 730
