namespace Kuajie.Client.Workbooks;

/// <summary>The inputs of a decision and what came of it, to be kept under a name.</summary>
/// <param name="Tables">Tables as delimited text, by name; 4,000,000 characters together at most.</param>
/// <param name="Wishes">What was asked for, by name: budget, currency, limits.</param>
public sealed record WorkbookRequest(IReadOnlyDictionary<string, string> Tables, IReadOnlyDictionary<string, string> Wishes);

/// <summary>A workbook.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ChangedAt">When it was stored.</param>
/// <param name="Tables">Tables as delimited text, by name.</param>
/// <param name="Wishes">What was asked for, by name.</param>
public sealed record WorkbookResponse(
    string Name,
    DateTimeOffset ChangedAt,
    IReadOnlyDictionary<string, string> Tables,
    IReadOnlyDictionary<string, string> Wishes
);

/// <summary>A workbook without its content.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ChangedAt">When it was stored.</param>
public sealed record WorkbookEntryResponse(string Name, DateTimeOffset ChangedAt);
