/** Names of the import map, for modules of ours that import others of ours. Load it before them, and them by `import()`. */
import { registerHooks } from "node:module";

const FOLDERS = {
  ecabinet: new URL("../../ecabinet/static/js/", import.meta.url),
  documents: new URL("../../documents/static/documents/", import.meta.url),
};

registerHooks({
  resolve: (name, context, next) => {
    const [folder, ...rest] = name.split("/");
    return next(rest.length && folder in FOLDERS ? new URL(`${rest.join("/")}.js`, FOLDERS[folder]).href : name, context);
  },
});
