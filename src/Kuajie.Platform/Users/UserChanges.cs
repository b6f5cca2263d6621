using Kuajie.Platform.Interactions;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Users;

/// <summary>Users of a domain while the service runs: what is known of one, records put, everything of one erased. Safe to call from many threads.</summary>
public sealed class UserChanges(IWorkspace workspace, IReadOnlyList<IWorkspaceListener> listeners, DomainGate gate)
{
    /// <summary>Adds user records or replaces those of the same id, all or none.</summary>
    /// <returns>How many are new, different, and stored already as they were sent.</returns>
    /// <exception cref="Faults.KuajieException">An import of the domain is under way.</exception>
    public UserRecordChanges Put(string domain, IReadOnlyList<UserRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        using var turn = gate.Enter(domain);
        var stored = workspace.Users.RecordsOf(domain, [.. records.Select(record => record.UserId)]);
        var changed = records.Where(record => stored.GetValueOrDefault(record.UserId) != record).ToArray();
        if (changed.Length > 0)
        {
            workspace.Users.PutRecords(domain, changed);
            foreach (var listener in listeners)
            {
                listener.UsersPut(domain);
            }
        }
        var added = changed.Count(record => !stored.ContainsKey(record.UserId));
        return new UserRecordChanges(added, changed.Length - added, records.Count - changed.Length);
    }

    /// <summary>What is known of a user, or null where nothing is.</summary>
    public UserAccount? Find(string domain, string userId)
    {
        var record = workspace.Users.RecordsOf(domain, [userId]).GetValueOrDefault(userId);
        var interactions = workspace.Interactions.OfUser(domain, userId);
        string[] linked = [.. workspace.Links.OfUser(domain, userId).Select(link => link.SecondDomain).Distinct(StringComparer.Ordinal)];
        return record is null && interactions.Count == 0 && linked.Length == 0
            ? null
            : new UserAccount(
                userId,
                record?.AttributesJson ?? "{}",
                interactions
                    .GroupBy(interaction => interaction.Kind)
                    .OrderBy(kind => kind.Key)
                    .ToDictionary(kind => InteractionKinds.WireName(kind.Key), kind => kind.Count(), StringComparer.Ordinal),
                interactions.Min(interaction => interaction.At),
                interactions.Max(interaction => interaction.At),
                linked
            );
    }

    /// <summary>Erases everything of a user, also where others hold it in memory. May be repeated.</summary>
    /// <exception cref="Faults.KuajieException">An import of the domain is under way.</exception>
    public ErasureReceipt Erase(string domain, string userId, CancellationToken cancellation)
    {
        using var turn = gate.Enter(domain);
        var held = new Stack<IDisposable?>();
        try
        {
            foreach (var listener in listeners)
            {
                held.Push(listener.UserErasing(domain, userId));
            }
            return EraseAndTell(domain, userId, cancellation);
        }
        finally
        {
            while (held.TryPop(out var each))
            {
                each?.Dispose();
            }
        }
    }

    private ErasureReceipt EraseAndTell(string domain, string userId, CancellationToken cancellation)
    {
        try
        {
            return new UserErasure(workspace).Erase(domain, [userId], cancellation);
        }
        finally
        {
            // Also where it was cut off: the rows may be gone already.
            foreach (var listener in listeners)
            {
                listener.UserErased(domain, userId);
            }
        }
    }
}

/// <summary>What a bulk upsert of users did.</summary>
public readonly record struct UserRecordChanges(int Added, int Changed, int Unchanged);

/// <summary>What is known of a user.</summary>
/// <param name="UserId">The user.</param>
/// <param name="AttributesJson">What the domain says of them.</param>
/// <param name="Interactions">Interactions by kind.</param>
/// <param name="FirstAt">When the first known one was.</param>
/// <param name="LastAt">When the latest was.</param>
/// <param name="LinkedDomains">Domains in which the user is known too; never the ids there.</param>
public sealed record UserAccount(
    string UserId,
    string AttributesJson,
    IReadOnlyDictionary<string, int> Interactions,
    DateTimeOffset? FirstAt,
    DateTimeOffset? LastAt,
    IReadOnlyList<string> LinkedDomains
);
