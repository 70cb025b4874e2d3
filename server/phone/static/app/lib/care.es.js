/** Lo que dicen las pantallas de care.js, en español; llega con él. */
export const care = {
  phone_title: "Este teléfono",
};
