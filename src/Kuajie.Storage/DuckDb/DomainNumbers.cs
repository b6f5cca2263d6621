using DuckDB.NET.Data;

namespace Kuajie.Storage.DuckDb;

/// <summary>Domains by number: event rows carry two bytes, not a name.</summary>
internal static class DomainNumbers
{
    /// <summary>The number of a domain, or null where the store has never seen it.</summary>
    public static short? Find(DuckDBConnection connection, string domain)
    {
        var found = connection.Query("SELECT domain_number FROM domains WHERE name = $name", row => row.GetInt16(0), ("name", domain));
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>The number that the next new domain gets.</summary>
    public static short Next(DuckDBConnection connection) =>
        connection.Scalar<short>("SELECT (coalesce(max(domain_number), 0) + 1)::SMALLINT FROM domains");

    /// <summary>The number of a domain, given to it now where it has none.</summary>
    public static short Ensure(DuckDBConnection connection, string domain)
    {
        if (Find(connection, domain) is { } known)
        {
            return known;
        }
        var number = Next(connection);
        connection.Execute("INSERT INTO domains VALUES ($number, $name)", ("number", number), ("name", domain));
        return number;
    }
}
