using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Imports;

/// <summary>Where an import stands, for people.</summary>
public interface IImportObserver
{
    /// <summary>A phase begins.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="expectedRows">How many rows it goes through, or null where unknown.</param>
    void Begin(ImportPhase phase, long? expectedRows);

    /// <summary>Rows done in this phase.</summary>
    /// <param name="rows">Rows done.</param>
    /// <param name="expectedRows">A better estimate of all rows, or null.</param>
    void Report(long rows, long? expectedRows);
}

/// <summary>Phases of an import in order.</summary>
public enum ImportPhase
{
    /// <summary>Hashing files to see whether they were imported before.</summary>
    Fingerprint,

    /// <summary>Reading text files into the staging area.</summary>
    Read,

    /// <summary>Testing every row and adding the good ones.</summary>
    Clean,

    /// <summary>Removing exact duplicates.</summary>
    Deduplicate,

    /// <summary>Measuring the domain and flagging users.</summary>
    Measure,
}

/// <summary>Where an import works and what it is called.</summary>
/// <param name="ImportId">Its id.</param>
/// <param name="StagingFolder">A folder for its own use, on a disk with room; removed afterwards.</param>
/// <param name="RejectedFile">Where the rejected rows go as CSV; written only when the import is committed.</param>
public sealed record ImportPlace(string ImportId, string StagingFolder, string RejectedFile);

/// <summary>Brings files into the event store: all of them or nothing.</summary>
public interface IEventImporter
{
    /// <summary>Hash over the contents of the files and everything that changes how they are read.</summary>
    /// <exception cref="KuajieException">A file is not there or cannot be read.</exception>
    string Fingerprint(ImportRequest request, IImportObserver observer, CancellationToken cancellation);

    /// <summary>The report of an earlier import of the same content, or null.</summary>
    ImportReport? FindCommitted(string domain, string fingerprint);

    /// <summary>Reads, cleans, deduplicates, measures and commits in one transaction.</summary>
    /// <exception cref="KuajieException">A file cannot be read or lacks a required column.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the store is as before.</exception>
    ImportReport Import(
        ImportRequest request,
        string fingerprint,
        ImportPlace place,
        IImportObserver observer,
        CancellationToken cancellation
    );

    /// <summary>
    /// Takes an import's rows back in one transaction: interactions, and the items and users that it wrote last (what those replaced does not come back). Afterwards no file
    /// of the domain counts as imported already, so that rows which a later file had brought too can be sent again. Returns how many rows there were.
    /// </summary>
    long Withdraw(string importId);

    /// <summary>How files would be read, from their first rows; nothing is stored.</summary>
    /// <exception cref="KuajieException">A file cannot be read.</exception>
    IReadOnlyList<FilePreview> Preview(ImportRequest request);
}
