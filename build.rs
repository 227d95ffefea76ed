//! Chooses the dispatch backend: tail calls need an optimising compiler and a known calling convention.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(ferrous_tail)");
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let optimised = variable("OPT_LEVEL") != "0";
    let known = matches!(
        variable("CARGO_CFG_TARGET_ARCH").as_str(),
        "x86_64" | "aarch64"
    );
    let miri = std::env::var_os("CARGO_CFG_MIRI").is_some();
    if optimised && known && !miri {
        println!("cargo::rustc-cfg=ferrous_tail");
    }
}
