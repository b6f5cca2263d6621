namespace Kuajie.Platform.Imports.Live;

/// <summary>An import that was asked for over the network, as it is recorded.</summary>
/// <param name="Run">How far it came.</param>
/// <param name="Form">What was sent, the files themselves aside.</param>
/// <param name="Language">Name of the language in which its faults are told.</param>
public sealed record UploadedImport(ImportRun Run, UploadedForm Form, string Language)
{
    /// <summary>How often a process began it. One that keeps ending its process is given up.</summary>
    public int Starts { get; init; }

    /// <summary>Whether somebody asked for its end while it ran.</summary>
    public bool IsCancelled { get; init; }
}

/// <summary>The options of an import's form as they were written, and the names of its files in their folder.</summary>
public sealed record UploadedForm
{
    public IReadOnlyList<string> Interactions { get; init; } = [];

    public IReadOnlyList<string> Items { get; init; } = [];

    public IReadOnlyList<string> Users { get; init; } = [];

    public string? Map { get; init; }

    public string? Preset { get; init; }

    public string? Encoding { get; init; }

    public string? TimeZone { get; init; }

    public string? RatingRange { get; init; }

    public string? Kind { get; init; }

    public bool IsDryRun { get; init; }

    /// <summary>Names of all files.</summary>
    public IEnumerable<string> Files => Interactions.Concat(Items).Concat(Users);

    /// <summary>The form as a request.</summary>
    /// <param name="domain">The domain imported into.</param>
    /// <param name="folder">Where the files lie.</param>
    /// <exception cref="Faults.KuajieException">An option means nothing.</exception>
    public ImportRequest ToRequest(string domain, string folder) =>
        new()
        {
            Domain = domain,
            Interactions = Paths(folder, Interactions),
            Items = Paths(folder, Items),
            Users = Paths(folder, Users),
            Map = ImportOptionTexts.Map(Map),
            Preset = ImportOptionTexts.Preset(Preset),
            Encoding = Encoding,
            TimeZone = TimeZone ?? "UTC",
            RatingRange = ImportOptionTexts.Range(RatingRange),
            DefaultKind = ImportOptionTexts.Kind(Kind),
            IsDryRun = IsDryRun,
        };

    private static string[] Paths(string folder, IReadOnlyList<string> names) => [.. names.Select(name => Path.Combine(folder, name))];
}
