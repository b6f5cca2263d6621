namespace Kuajie.Platform.Imports.Live;

/// <summary>The record of imports that were asked for over the network: what was accepted outlives the process.</summary>
public interface IUploadedImportStore
{
    /// <summary>Records an import as it stands now, safely stored on return.</summary>
    void Put(UploadedImport import);

    /// <summary>An import, or null.</summary>
    UploadedImport? Find(string importId);

    /// <summary>The latest imports of a domain, newest first.</summary>
    IReadOnlyList<UploadedImport> Of(string domain, int most);

    /// <summary>Imports that are not over, oldest first.</summary>
    IReadOnlyList<UploadedImport> Unfinished();

    /// <summary>Takes a user of a domain out of the reports, beyond recovery from the store's files. Returns how many reports it changed.</summary>
    long EraseUser(string domain, string userId);
}
