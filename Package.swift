// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "hearsay",
    products: [
        .executable(name: "hearsay", targets: ["hearsay"]),
        .library(name: "Hearsay", targets: ["Hearsay"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        // C and C++ behind plain C headers.
        .systemLibrary(name: "CBrotli", providers: [.apt(["libbrotli-dev"])]),
        .systemLibrary(name: "CLibEdit", providers: [.apt(["libedit-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CMd4c", providers: [.apt(["libmd4c-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CFiles"),
        .target(name: "CResources"),
        .target(name: "CReport"),
        .target(name: "CScan"),
        .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
        .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),

        // The house, from the article to the reader. An import goes left, never right.
        .target(
            name: "Articles", dependencies: ["CSimdJSON", "CZlib", "CBrotli", "CMd4c", "CLibXML2"],
            swiftSettings: strict),
        .target(name: "Language", dependencies: ["Articles", "CResources", "CScan"], swiftSettings: strict),
        .target(
            name: "RuleLanguage",
            dependencies: ["Language", "CFiles", "CRE2", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict),
        .target(name: "Engine", dependencies: ["RuleLanguage", "Language", "CRE2"], swiftSettings: strict),
        .target(
            name: "Hearsay",
            dependencies: ["CFiles", "Articles", "Language", "RuleLanguage", "Engine", "CResources"],
            swiftSettings: strict),
        .target(
            name: "SessionStore",
            dependencies: ["Hearsay", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict),
        .target(
            name: "Reports",
            dependencies: ["CReport", "Hearsay", .product(name: "Mustache", package: "swift-mustache")],
            swiftSettings: strict),
        .target(name: "Shell", dependencies: ["Hearsay", "SessionStore", "Reports"], swiftSettings: strict),
        .target(name: "Terminal", dependencies: ["CLibEdit"], swiftSettings: strict),
        .executableTarget(
            name: "hearsay",
            dependencies: [
                "Hearsay", "Reports", "SessionStore", "Shell", "Terminal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // Makes Sources/CResources/tagger.model; not part of what is installed.
        .executableTarget(
            name: "train-tagger", dependencies: ["Articles", "Language"], path: "Sources/TrainTagger",
            swiftSettings: strict),

        // What Scripts/bench measures the language layer with; not part of what is installed.
        .executableTarget(
            name: "bench-language", dependencies: ["Language", "Articles"], path: "Benchmarks/Language",
            swiftSettings: strict),

        // What Scripts/fuzz runs.
        .executableTarget(
            name: "hearsay-fuzz", dependencies: ["Articles", "Language", "RuleLanguage"], path: "Tests/Fuzz",
            swiftSettings: strict),

        .testTarget(
            name: "ArticlesTests", dependencies: ["Articles"], exclude: ["Pages"], swiftSettings: strict),
        .testTarget(name: "LanguageTests", dependencies: ["Language"], swiftSettings: strict),
        .testTarget(name: "TrainTaggerTests", dependencies: ["train-tagger"], swiftSettings: strict),
        .testTarget(name: "RuleLanguageTests", dependencies: ["RuleLanguage"], swiftSettings: strict),
        .testTarget(name: "EngineTests", dependencies: ["Engine"], swiftSettings: strict),
        .testTarget(name: "HearsayTests", dependencies: ["Hearsay", "CResources"], swiftSettings: strict),
        .testTarget(name: "SessionStoreTests", dependencies: ["SessionStore"], swiftSettings: strict),
        .testTarget(name: "ReportsTests", dependencies: ["Reports"], swiftSettings: strict),
        .testTarget(name: "ShellTests", dependencies: ["Shell"], swiftSettings: strict),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal"], swiftSettings: strict),
        .testTarget(name: "CommandTests", dependencies: ["hearsay"], swiftSettings: strict),
    ],
    cLanguageStandard: .c2x,
    cxxLanguageStandard: .cxx17
)
