/** What the screens of care.js say, in English; loaded with it. */
export const care = {
  phone_title: "This phone",
};
