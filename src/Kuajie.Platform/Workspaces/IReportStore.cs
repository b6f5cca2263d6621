namespace Kuajie.Platform.Workspaces;

/// <summary>Files that were written for people: quality reports, rejected rows, evaluation tables.</summary>
public interface IReportStore
{
    /// <summary>
    /// Takes every mention of a user id out of the files: lines of tables and logs that mention it go, reports in JSON keep their shape with the id replaced,
    /// any other file that mentions it (pages, pictures, unreadable ones) is removed, since it can be made again. Safe to repeat.
    /// </summary>
    /// <param name="userId">The user.</param>
    /// <param name="otherImports">Imports of other domains: their files are about other users, whatever these are called.</param>
    ReportErasure EraseUser(string userId, IReadOnlySet<string> otherImports);
}

/// <summary>What an erasure did to report files; paths relative to the reports folder.</summary>
/// <param name="Redacted">Files that lost lines or texts.</param>
/// <param name="Removed">Files that were removed whole.</param>
public sealed record ReportErasure(IReadOnlyList<string> Redacted, IReadOnlyList<string> Removed);
