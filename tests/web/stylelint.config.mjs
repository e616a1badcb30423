// Rules that find faults; how rules are laid out is the author's affair.
export default {
  extends: "stylelint-config-recommended",
  rules: {
    "declaration-no-important": null,
    "no-descending-specificity": null,
  },
};
