namespace Kuajie.Platform.Imports;

/// <summary>
/// What the event store itself knows of imports. Rows and this list are committed in one transaction, so it decides after a crash whether an import that
/// the records call running is whole or absent.
/// </summary>
public interface ICommittedImports
{
    /// <summary>Report as JSON of every import whose rows are in the store, by import id.</summary>
    IReadOnlyDictionary<string, string> CommittedImports();
}
