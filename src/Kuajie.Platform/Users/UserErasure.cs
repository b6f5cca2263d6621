using Kuajie.Platform.Training;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Users;

/// <summary>
/// Erases everything that belongs to one user of one domain: interactions, user record and rejected rows, links, and mentions in reports. Most models
/// hold no users and stay; versions that hold users' rows are withdrawn whole, before anything else, where the user may be among them. Every step may be
/// repeated, so an erasure that was cut off is finished by running it again.
/// </summary>
public sealed class UserErasure(IWorkspace workspace)
{
    /// <summary>What there is of a user, without changing anything. Rejected rows and reports are only known once they are searched.</summary>
    public UserHoldings Preview(string domain, IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return new UserHoldings(
            ids.Sum(id => (long)workspace.Interactions.OfUser(domain, id).Count),
            ids.Sum(id => (long)workspace.Links.OfUser(domain, id).Count),
            VersionsWithRowsOf(domain, ids).Length
        );
    }

    /// <summary>Erases a user under every id it may be stored by.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="ids">The raw id and, in a pseudonymised workspace, its pseudonym.</param>
    /// <param name="cancellation">Stops between steps or while waiting for others who use the stores.</param>
    public ErasureReceipt Erase(string domain, IReadOnlyList<string> ids, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var receipt = new ErasureReceipt(domain, 0, 0, 0, new ReportErasure([], []), [], Withdraw(domain, ids));
        var elsewhere = workspace.Imports.All().Where(import => import.Domain != domain).Select(import => import.ImportId).ToHashSet();
        foreach (var id in ids)
        {
            var rows = workspace.Interactions.EraseUser(domain, id, cancellation);
            // Before the links, whose erasure makes the rows deleted from the records unrecoverable.
            var decisions =
                workspace.Decisions.EraseUser(domain, id)
                + workspace.Forecasts.EraseUser(domain, id)
                + workspace.Messages.EraseUser(domain, id);
            var links = workspace.Links.EraseUser(domain, id);
            var importReports = Math.Max(workspace.Imports.EraseUser(domain, id), workspace.Uploads.EraseUser(domain, id));
            var reports = workspace.Reports.EraseUser(id, elsewhere);
            receipt = receipt with
            {
                Rows = receipt.Rows + rows + decisions,
                Links = receipt.Links + links,
                ImportReports = receipt.ImportReports + importReports,
                Reports = new ReportErasure(
                    [.. receipt.Reports.Redacted.Union(reports.Redacted)],
                    [.. receipt.Reports.Removed.Union(reports.Removed)]
                ),
            };
        }
        return receipt with { AlsoIn = AlsoIn(domain, ids) };
    }

    /// <summary>Withdraws first: once the interactions are gone, nothing tells any more that the user was among the rows.</summary>
    private string[] Withdraw(string domain, IReadOnlyList<string> ids)
    {
        var versions = VersionsWithRowsOf(domain, ids);
        foreach (var version in versions)
        {
            workspace.ModelFiles.Remove(version);
            workspace.Models.Remove(version);
        }
        return versions;
    }

    private string[] VersionsWithRowsOf(string domain, IReadOnlyList<string> ids) =>
        ids.All(id => workspace.Interactions.OfUser(domain, id).Count == 0)
            ? []
            :
            [
                .. workspace
                    .Models.All()
                    .Where(version => version.Domains.Contains(domain, StringComparer.Ordinal) && UserRows.AreHeldBy(version))
                    .Select(version => version.VersionId),
            ];

    /// <summary>Other domains that know a user by the same id: they are other users until a link says otherwise, and are not erased.</summary>
    private string[] AlsoIn(string domain, IReadOnlyList<string> ids) =>
        [
            .. workspace
                .Partners.Domains()
                .Select(other => other.Name)
                .Where(other => other != domain && ids.Any(id => workspace.Interactions.OfUser(other, id).Count > 0)),
        ];
}

/// <summary>What is known of a user before an erasure.</summary>
/// <param name="Interactions">Interactions.</param>
/// <param name="Links">Links.</param>
/// <param name="ModelVersions">Model versions that hold users' rows, the user's perhaps among them: they would be withdrawn.</param>
public sealed record UserHoldings(long Interactions, long Links, int ModelVersions);

/// <summary>What an erasure removed. It names no user: it may be kept as proof.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Rows">Interactions, user records, rejected rows, impressions and visits, visits of placements, reminders and messages, and decisions that no longer name the user.</param>
/// <param name="Links">Links.</param>
/// <param name="ImportReports">Import reports that lost a mention.</param>
/// <param name="Reports">Report files redacted and removed.</param>
/// <param name="AlsoIn">Other domains that know the same id and were left alone.</param>
/// <param name="WithdrawnModels">Model versions that held users' rows and were removed; what served before them serves again.</param>
public sealed record ErasureReceipt(
    string Domain,
    long Rows,
    long Links,
    long ImportReports,
    ReportErasure Reports,
    IReadOnlyList<string> AlsoIn,
    IReadOnlyList<string> WithdrawnModels
);
