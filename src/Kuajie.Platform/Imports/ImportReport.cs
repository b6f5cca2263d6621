using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Imports;

/// <summary>
/// What an import found and did; the document of <c>kuajie import --json</c>, and the report kept with the import. Counts at the top speak of
/// interactions. Always <c>rowsRead = rowsKept + rowsRejected + duplicateRows</c>, in every part.
/// </summary>
public sealed record ImportReport
{
    public long RowsRead { get; init; }

    public long RowsKept { get; init; }

    public long RowsRejected { get; init; }

    public long DuplicateRows { get; init; }

    /// <summary>Rejected interaction rows by reason; only reasons that occurred.</summary>
    public IReadOnlyDictionary<string, long> RejectedByReason { get; init; } = new Dictionary<string, long>();

    /// <summary>Whether an earlier import of the domain had the same files read the same way; then nothing was read again.</summary>
    public bool AlreadyImported { get; init; }

    public bool DryRun { get; init; }

    public required string ImportId { get; init; }

    public required string Domain { get; init; }

    public double Seconds { get; init; }

    /// <summary>The items part, where item files were given.</summary>
    public PartCounts? Items { get; init; }

    /// <summary>The users part, where user files were given.</summary>
    public PartCounts? Users { get; init; }

    /// <summary>How each file was read.</summary>
    public IReadOnlyList<SourceSummary> Sources { get; init; } = [];

    /// <summary>Interaction files without a time column: nothing in them can be placed in time, so splits, time decay and robot pace pass them by.</summary>
    public IReadOnlyList<string> FilesWithoutTime { get; init; } = [];

    /// <summary>The first rejected rows of each part and reason.</summary>
    public IReadOnlyList<RejectedExample> Examples { get; init; } = [];

    /// <summary>The domain as it stands after the import.</summary>
    public DomainQuality? Quality { get; init; }

    /// <summary>Columns with direct identifiers that were left out because ids are pseudonymised.</summary>
    public IReadOnlyList<string> DroppedColumns { get; init; } = [];
}

/// <summary>Counts of one part. <paramref name="DuplicateRows"/> are rows equal to stored ones or replaced by a later row for the same id.</summary>
public sealed record PartCounts(
    long RowsRead,
    long RowsKept,
    long RowsRejected,
    long DuplicateRows,
    IReadOnlyDictionary<string, long> RejectedByReason
)
{
    public static PartCounts Of(long read, long duplicates, IReadOnlyDictionary<string, long> rejected)
    {
        var rejectedRows = rejected.Values.Sum();
        return new PartCounts(read, read - rejectedRows - duplicates, rejectedRows, duplicates, rejected);
    }
}

/// <summary>How one file was read.</summary>
/// <param name="Part">interactions, items or users.</param>
/// <param name="File">The file.</param>
/// <param name="Format">csv, jsonl or parquet.</param>
/// <param name="Encoding">Name of the encoding; null for Parquet.</param>
/// <param name="Columns">Role → column.</param>
/// <param name="Rows">Rows read.</param>
public sealed record SourceSummary(
    string Part,
    string File,
    string Format,
    string? Encoding,
    IReadOnlyDictionary<string, string> Columns,
    long Rows
);

/// <summary>One rejected row.</summary>
public sealed record RejectedExample(
    string Part,
    string Reason,
    string File,
    long Line,
    string Field,
    string? Found,
    string Expected,
    string? Raw
);

/// <summary>A domain's data in figures.</summary>
public sealed record DomainQuality
{
    public long Interactions { get; init; }

    public long Users { get; init; }

    public long Items { get; init; }

    /// <summary>Share of (user, item) cells without an interaction, at least (repeated pairs are counted once per interaction).</summary>
    public double Sparsity { get; init; }

    public DateTimeOffset? First { get; init; }

    public DateTimeOffset? Last { get; init; }

    /// <summary>Interactions by kind.</summary>
    public IReadOnlyDictionary<string, long> Kinds { get; init; } = new Dictionary<string, long>();

    /// <summary>Interactions per user.</summary>
    public required Distribution Activity { get; init; }

    /// <summary>Interactions per item.</summary>
    public required Distribution Popularity { get; init; }

    /// <summary>Users left out of training, each once, the farthest outside first; at most 100.</summary>
    public IReadOnlyList<FlaggedUser> FlaggedUsers { get; init; } = [];

    public long FlaggedUserCount { get; init; }

    /// <summary>Numeric values far outside the rest, by kind. Reported, not rejected.</summary>
    public IReadOnlyList<ValueOutliers> Outliers { get; init; } = [];

    /// <summary>Users shared with the other domains.</summary>
    public IReadOnlyList<DomainOverlap> Overlaps { get; init; } = [];

    public long CatalogItems { get; init; }

    /// <summary>Items of the catalog that nobody touched.</summary>
    public long ItemsNeverSeen { get; init; }

    /// <summary>Items that somebody touched but the catalog does not hold.</summary>
    public long ItemsNotInCatalog { get; init; }

    /// <summary>Catalog items without each field; only fields that some item lacks.</summary>
    public IReadOnlyDictionary<string, long> CatalogFieldsMissing { get; init; } = new Dictionary<string, long>();
}

/// <summary>How many interactions each of many has.</summary>
/// <param name="Median">Half have this or fewer.</param>
/// <param name="Mean">Mean.</param>
/// <param name="Most">The largest.</param>
/// <param name="Bins">How many have from (inclusive) to (exclusive) interactions; edges are powers of two.</param>
/// <param name="Ranks">The rank-th largest count, at ranks spread evenly over their logarithm.</param>
public sealed record Distribution(double Median, double Mean, long Most, IReadOnlyList<CountBin> Bins, IReadOnlyList<RankedCount> Ranks);

/// <summary>A bin of a distribution.</summary>
public sealed record CountBin(long From, long To, long Count);

/// <summary>A point of a rank–frequency curve.</summary>
public sealed record RankedCount(long Rank, long Count);

/// <summary>A user whose rate lies far outside the population's, with every limit passed, the farthest first.</summary>
public sealed record FlaggedUser(string UserId, IReadOnlyList<FlagReason> Reasons);

/// <summary>A limit that a user passed. <paramref name="Reason"/> is <c>volume</c>, <c>hourlyRate</c> or <c>dailyRate</c>.</summary>
public sealed record FlagReason(string Reason, double Measured, double Threshold);

/// <summary>Values of one kind above the far fence (third quartile plus three interquartile ranges).</summary>
public sealed record ValueOutliers(InteractionKind Kind, long Count, double Fence, double Most);

/// <summary>Users that two domains share: equal ids, and links on record.</summary>
public sealed record DomainOverlap(string Domain, long SharedIds, long Links);
