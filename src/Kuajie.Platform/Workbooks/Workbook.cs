namespace Kuajie.Platform.Workbooks;

/// <summary>Which decision a workbook is about. The number is stored; never renumber.</summary>
public enum WorkbookKind
{
    /// <summary>Partners: fit, portfolio, network.</summary>
    Partners = 1,

    /// <summary>An ad plan.</summary>
    AdPlan = 2,
}

/// <summary>The inputs of a decision and what came of it, kept under a name: tables as text and what was asked for.</summary>
/// <param name="Domain">Whose it is.</param>
/// <param name="Kind">Which decision.</param>
/// <param name="Name">Its name.</param>
/// <param name="ContentJson">A <see cref="WorkbookContent"/>.</param>
/// <param name="ChangedAt">When it was stored.</param>
public sealed record Workbook(string Domain, WorkbookKind Kind, string Name, string ContentJson, DateTimeOffset ChangedAt);

/// <summary>A workbook without its content.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ChangedAt">When it was stored.</param>
public sealed record WorkbookEntry(string Name, DateTimeOffset ChangedAt);

/// <summary>What a workbook holds.</summary>
/// <param name="Tables">Tables as delimited text, by name.</param>
/// <param name="Wishes">What was asked for, by name: budget, currency, limits.</param>
public sealed record WorkbookContent(IReadOnlyDictionary<string, string> Tables, IReadOnlyDictionary<string, string> Wishes);

/// <summary>Where workbooks are kept.</summary>
public interface IWorkbookStore
{
    /// <summary>The workbooks of a domain and decision, in name order.</summary>
    IReadOnlyList<WorkbookEntry> Of(string domain, WorkbookKind kind);

    /// <summary>A workbook, or null.</summary>
    Workbook? Find(string domain, WorkbookKind kind, string name);

    /// <summary>Stores a workbook in place of the one of its name.</summary>
    void Put(Workbook workbook);

    /// <summary>Forgets a workbook. False where there is none.</summary>
    bool Remove(string domain, WorkbookKind kind, string name);
}
