using DuckDB.NET.Data;

namespace Kuajie.Storage.DuckDb;

/// <summary>Domains by number: event rows carry two bytes, not a name.</summary>
internal static class DomainNumbers
{
    private static readonly Lock Giving = new();

    /// <summary>The number of a domain, or null where the store has never seen it.</summary>
    public static short? Find(DuckDBConnection connection, string domain)
    {
        var found = connection.Query("SELECT domain_number FROM domains WHERE name = $name", row => row.GetInt16(0), ("name", domain));
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>
    /// The number of a domain, given to it now where it has none. Committed at once, outside the caller's transaction: two writers that meet a domain for the
    /// first time must not each give it a number.
    /// </summary>
    public static short Ensure(DuckDBConnection connection, string domain)
    {
        lock (Giving)
        {
            if (Find(connection, domain) is { } known)
            {
                return known;
            }
            var next = connection.Scalar<short>("SELECT (coalesce(max(domain_number), 0) + 1)::SMALLINT FROM domains");
            connection.Execute("INSERT INTO domains VALUES ($number, $name)", ("number", next), ("name", domain));
            return next;
        }
    }
}
