namespace Kuajie.Platform.Imports;

/// <summary>The record of all imports.</summary>
public interface IImportStore
{
    /// <summary>Records that an import begins.</summary>
    void Begin(ImportRecord import);

    /// <summary>Records that its rows are in the store.</summary>
    void Complete(string importId, DateTimeOffset finishedAt, string reportJson);

    /// <summary>Records that it was cut off.</summary>
    void Interrupt(string importId, DateTimeOffset finishedAt);

    /// <summary>The completed import of this content into this domain, or null.</summary>
    ImportRecord? FindCompleted(string domain, string contentHash);

    /// <summary>All imports, newest first.</summary>
    IReadOnlyList<ImportRecord> All();

    /// <summary>Takes every mention of a user id out of the reports, beyond recovery from the store's files. Returns how many reports it changed.</summary>
    long EraseUser(string userId);
}
