using System.Data.Common;
using Kuajie.Platform.Users;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>Links in the records. The domain whose name comes first (ordinal) is stored first, so a pair of domains has one place.</summary>
public sealed class LinkStore(RecordsDatabase database) : ILinkStore
{
    private static readonly InstantConverter Instants = new();

    /// <inheritdoc/>
    public long Add(IEnumerable<Link> links)
    {
        ArgumentNullException.ThrowIfNull(links);
        using var context = database.OpenContext();
        context.Database.OpenConnection();
        var connection = context.Database.GetDbConnection();
        using var transaction = connection.BeginTransaction();
        using var insert = InsertCommand(connection, transaction);
        var added = 0L;
        foreach (var link in links)
        {
            Fill(insert, InStoredOrder(link));
            added += insert.ExecuteNonQuery();
        }
        transaction.Commit();
        return added;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Link> Between(string firstDomain, string secondDomain)
    {
        var isTurned = string.CompareOrdinal(firstDomain, secondDomain) > 0;
        var (lower, upper) = isTurned ? (secondDomain, firstDomain) : (firstDomain, secondDomain);
        using var context = database.OpenContext();
        var stored = context.Links.AsNoTracking().Where(link => link.FirstDomain == lower && link.SecondDomain == upper).AsEnumerable();
        return Sorted(isTurned ? stored.Select(Turned) : stored);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Link> OfUser(string domain, string userId)
    {
        using var context = database.OpenContext();
        var asFirst = context.Links.AsNoTracking().Where(link => link.FirstDomain == domain && link.FirstUser == userId).ToArray();
        var asSecond = context.Links.AsNoTracking().Where(link => link.SecondDomain == domain && link.SecondUser == userId).ToArray();
        return
        [
            .. asFirst
                .Concat(asSecond.Select(Turned))
                .OrderBy(link => link.SecondDomain, StringComparer.Ordinal)
                .ThenBy(link => link.SecondUser, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<LinkTotals> Totals()
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .Links.GroupBy(link => new
                {
                    link.FirstDomain,
                    link.SecondDomain,
                    link.Method,
                })
                .Select(group => new LinkTotals(group.Key.FirstDomain, group.Key.SecondDomain, group.Key.Method, group.LongCount()))
                .AsEnumerable()
                .OrderBy(totals => totals.FirstDomain, StringComparer.Ordinal)
                .ThenBy(totals => totals.SecondDomain, StringComparer.Ordinal)
                .ThenBy(totals => totals.Method),
        ];
    }

    /// <inheritdoc/>
    public long EraseUser(string domain, string userId)
    {
        var erased = 0L;
        using (var context = database.OpenContext())
        {
            erased = context
                .Links.Where(link =>
                    (link.FirstDomain == domain && link.FirstUser == userId) || (link.SecondDomain == domain && link.SecondUser == userId)
                )
                .ExecuteDelete();
        }
        // Also where nothing was found: an earlier erasure may have been cut off between deleting and forgetting.
        database.ForgetDeletedRows();
        return erased;
    }

    private static DbCommand InsertCommand(DbConnection connection, DbTransaction transaction)
    {
        var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = """
            INSERT INTO link (first_domain, first_user, second_domain, second_user, method, established_at)
            VALUES (@first_domain, @first_user, @second_domain, @second_user, @method, @established_at)
            ON CONFLICT DO NOTHING
            """;
        foreach (var name in (string[])["@first_domain", "@first_user", "@second_domain", "@second_user", "@method", "@established_at"])
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = name;
            insert.Parameters.Add(parameter);
        }
        return insert;
    }

    private static void Fill(DbCommand insert, Link link)
    {
        insert.Parameters[0].Value = link.FirstDomain;
        insert.Parameters[1].Value = link.FirstUser;
        insert.Parameters[2].Value = link.SecondDomain;
        insert.Parameters[3].Value = link.SecondUser;
        insert.Parameters[4].Value = (int)link.Method;
        insert.Parameters[5].Value = Instants.ConvertToProvider(link.EstablishedAt);
    }

    private static Link InStoredOrder(Link link) =>
        string.CompareOrdinal(link.FirstDomain, link.SecondDomain) switch
        {
            0 => throw new ArgumentException(
                $"Found a link within domain '{link.FirstDomain}'; expected two different domains.",
                nameof(link)
            ),
            > 0 => Turned(link),
            _ => link,
        };

    private static Link Turned(Link link) =>
        link with
        {
            FirstDomain = link.SecondDomain,
            FirstUser = link.SecondUser,
            SecondDomain = link.FirstDomain,
            SecondUser = link.FirstUser,
        };

    private static Link[] Sorted(IEnumerable<Link> links) =>
        [.. links.OrderBy(link => link.FirstUser, StringComparer.Ordinal).ThenBy(link => link.SecondUser, StringComparer.Ordinal)];
}
