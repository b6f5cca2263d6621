using Kuajie.Platform.Interactions;
using Kuajie.Platform.Users;

namespace Kuajie.Platform.Imports;

/// <summary>What to import into one domain, and how to read it.</summary>
public sealed record ImportRequest
{
    /// <summary>The domain imported into.</summary>
    public required string Domain { get; init; }

    /// <summary>Files or globs with interactions.</summary>
    public IReadOnlyList<string> Interactions { get; init; } = [];

    /// <summary>Files or globs with items.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>Files or globs with users.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Role (user, item, kind, time, …) → column name, or <c>#1</c> for the first column of files without a header.</summary>
    public IReadOnlyDictionary<string, string> Map { get; init; } = new Dictionary<string, string>();

    /// <summary>A known layout, or null to recognise columns by their names.</summary>
    public ImportPreset? Preset { get; init; }

    /// <summary>Name of the files' encoding, or null to detect it per file.</summary>
    public string? Encoding { get; init; }

    /// <summary>IANA name of the zone of times without an offset. Default UTC.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Ratings outside are rejected; null for the preset's, else 0..10.</summary>
    public RatingRange? RatingRange { get; init; }

    /// <summary>Kind of rows in files without a kind column; null for rating where there is a rating column, watch where there are seconds, else view.</summary>
    public InteractionKind? DefaultKind { get; init; }

    /// <summary>Replaces user ids before anything is written; null keeps them as they are.</summary>
    public Pseudonymizer? Pseudonymizer { get; init; }

    /// <summary>Do everything but the commit.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>The range that counts.</summary>
    public RatingRange EffectiveRatingRange => RatingRange ?? Preset?.RatingRange ?? Imports.RatingRange.Default;
}

/// <summary>Smallest and largest possible rating, both possible.</summary>
public readonly record struct RatingRange(double Least, double Most)
{
    /// <summary>0 to 10, which holds the usual scales of 5 and 10.</summary>
    public static RatingRange Default { get; } = new(0, 10);
}
