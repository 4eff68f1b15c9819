/** The id of the generator policy that every vault comes with. */
export const BUILT_IN_POLICY = 1;
