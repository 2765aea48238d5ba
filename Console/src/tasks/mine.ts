/** How the gateway calls whoever asks: by the id of the token, so that two of one name do not see each other's. */
export const mine = "me";
