namespace Kuajie.Platform.Imports;

/// <summary>The record of all imports.</summary>
public interface IImportStore
{
    /// <summary>Records that an import begins; one that was cut off may begin again.</summary>
    void Begin(ImportRecord import);

    /// <summary>Records that its rows are in the store.</summary>
    void Complete(string importId, DateTimeOffset finishedAt, string reportJson);

    /// <summary>Records that it was cut off.</summary>
    void Interrupt(string importId, DateTimeOffset finishedAt);

    /// <summary>Records that its rows are about to be taken back; the report stays until they are.</summary>
    void BeginWithdrawal(string importId);

    /// <summary>Records that its rows are taken back; its report goes with them.</summary>
    void Withdraw(string importId, DateTimeOffset finishedAt);

    /// <summary>The completed import of this content into this domain, or null.</summary>
    ImportRecord? FindCompleted(string domain, string contentHash);

    /// <summary>All imports, newest first.</summary>
    IReadOnlyList<ImportRecord> All();

    /// <summary>Takes a user of a domain out of the reports of that domain's imports, beyond recovery from the store's files. Returns how many reports it changed.</summary>
    long EraseUser(string domain, string userId);
}
