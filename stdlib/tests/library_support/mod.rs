//! The functions of the libraries, as a script finds them: who promises something about each of them (a case in the bench
//! `prices`, a row in `docs/latency.md`) asks here which there are, so that none is forgotten.

use std::collections::BTreeSet;

use ferrous::Lua;

/// The names of all functions of an interpreter with every library: `print`, `string.rep`, `file:read`.
pub fn function_names(lua: &mut Lua) -> BTreeSet<String> {
    let names: String = lua
        .eval(
            "
            local names = {}
            local function list(prefix, library)
              for name, value in pairs(library) do
                if type(value) == 'function' then names[#names + 1] = prefix .. name end
              end
            end
            list('', _G)
            for name, value in pairs(package.loaded) do
              if name ~= '_G' then list(name .. '.', value) end
            end
            list('file:', getmetatable(io.stdout).__index)
            return table.concat(names, ' ')
            ",
        )
        .unwrap();
    names.split_whitespace().map(str::to_owned).collect()
}
