using System.IO.Hashing;
using System.Text;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Migrations;
using Kuajie.Storage.Texts;
using Microsoft.Data.Sqlite;

namespace Kuajie.Storage.Sqlite;

/// <summary>
/// Shown lists in one SQLite file, a row per block of encoded lists, with the range of ids to find them by. Beside the event store, because its engine writes the last
/// hundred thousand rows of a table anew whenever it tidies its file, whatever they hold.
/// </summary>
internal sealed class SqliteImpressionStore : IImpressionStore, IDisposable
{
    private const int DiskIsFull = 13;
    private const string Settings =
        "PRAGMA secure_delete = ON; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 5000;";

    private static readonly Migration[] Steps =
    [
        new(
            1,
            "shown lists",
            [
                """
                CREATE TABLE blocks(
                    block_number INTEGER PRIMARY KEY, user_domain TEXT NOT NULL, first_list TEXT NOT NULL, last_list TEXT NOT NULL, lists INTEGER NOT NULL,
                    content_hash INTEGER NOT NULL, content BLOB NOT NULL);
                CREATE INDEX blocks_by_list ON blocks(last_list, first_list);
                CREATE INDEX blocks_by_domain ON blocks(user_domain, lists);
                """,
            ]
        ),
    ];

    private readonly string path;
    private readonly string connectionString;
    private readonly Lock writing = new();
    private readonly SqliteConnection writer;
    private readonly SqliteCommand insert;

    private SqliteImpressionStore(string path, SqliteOpenMode mode)
    {
        this.path = path;
        connectionString = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode }.ToString();
        writer = Connect();
        insert = writer.CreateCommand();
        insert.CommandText =
            "INSERT INTO blocks(user_domain, first_list, last_list, lists, content_hash, content) VALUES ($domain, $first, $last, $lists, $hash, $content)";
    }

    /// <summary>Opens the file, creating it where absent.</summary>
    public static SqliteImpressionStore Open(string path, TimeProvider clock)
    {
        var isNew = !File.Exists(path);
        var store = new SqliteImpressionStore(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            if (isNew)
            {
                // Blocks are long: larger pages make them fewer.
                Execute(store.writer, "PRAGMA page_size = 16384");
            }
            Execute(store.writer, "PRAGMA journal_mode = WAL");
            new SchemaMigrator(Steps, clock).Migrate(store.writer, path);
            return store;
        }
        catch (Exception fault)
        {
            store.Dispose();
            throw fault is SqliteException damage ? store.Translate(damage) : fault;
        }
    }

    /// <summary>Opens the file so that nothing can be written, or gives null where it is absent or not up to date.</summary>
    public static SqliteImpressionStore? OpenForReading(string path, TimeProvider clock)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        var store = new SqliteImpressionStore(path, SqliteOpenMode.ReadOnly);
        if (new SchemaMigrator(Steps, clock).IsCurrent(store.writer, path))
        {
            return store;
        }
        store.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Append(IReadOnlyList<ImpressionBlock> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        if (blocks.Count == 0)
        {
            return;
        }
        lock (writing)
        {
            try
            {
                using var transaction = writer.BeginTransaction();
                foreach (var block in blocks)
                {
                    Insert(block, transaction);
                }
                transaction.Commit();
            }
            catch (SqliteException fault)
            {
                throw Translate(fault);
            }
        }
    }

    /// <inheritdoc/>
    public Impression? Find(string listId)
    {
        using var reader = Connect();
        using var command = reader.CreateCommand();
        // Ids ascend with time: what holds the list is among the first blocks that end behind it.
        command.CommandText =
            "SELECT user_domain, content FROM blocks WHERE last_list >= $list AND first_list <= $list ORDER BY last_list, first_list";
        command.Parameters.AddWithValue("$list", listId);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            if (Block(rows.GetString(0), rows.GetFieldValue<byte[]>(1)).Find(listId) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    /// <inheritdoc/>
    public IEnumerable<Impression> ShownSince(string userDomain, DateTimeOffset since, CancellationToken cancellation)
    {
        using var reader = Connect();
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT content FROM blocks WHERE user_domain = $domain ORDER BY block_number";
        command.Parameters.AddWithValue("$domain", userDomain);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var list in Block(userDomain, rows.GetFieldValue<byte[]>(0)).Lists().Where(list => list.At >= since))
            {
                yield return list;
            }
        }
    }

    /// <summary>Number of lists by the domain whose users saw them.</summary>
    public IReadOnlyDictionary<string, long> Totals()
    {
        using var reader = Connect();
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT user_domain, sum(lists) FROM blocks GROUP BY user_domain";
        using var rows = command.ExecuteReader();
        var totals = new Dictionary<string, long>(StringComparer.Ordinal);
        while (rows.Read())
        {
            totals.Add(rows.GetString(0), rows.GetInt64(1));
        }
        return totals;
    }

    /// <summary>
    /// Removes every list shown to a user or in one of some visits, beyond recovery from the file: deleted pages are overwritten with zeros, the journal is emptied.
    /// </summary>
    /// <remarks>A visit that a list names beside the user is the user's too, whether or not anything was done in it.</remarks>
    /// <returns>How many lists were removed.</returns>
    public long Erase(string domain, string userId, IReadOnlySet<string> visits)
    {
        lock (writing)
        {
            var removed = 0L;
            visits = visits.Concat(VisitsOf(domain, userId)).ToHashSet(StringComparer.Ordinal);
            byte[][] traces = [.. visits.Append(userId).Select(Encoding.UTF8.GetBytes)];
            using (var transaction = writer.BeginTransaction())
            {
                foreach (var number in Numbers(domain))
                {
                    removed += EraseFrom(number, domain, userId, visits, traces, transaction);
                }
                transaction.Commit();
            }
            EmptyJournal();
            return removed;
        }
    }

    /// <summary>What is wrong with the file, one sentence each.</summary>
    public IReadOnlyList<string> Faults()
    {
        try
        {
            using var reader = Connect();
            var faults = new List<string>();
            using var check = reader.CreateCommand();
            check.CommandText = "PRAGMA integrity_check";
            using (var lines = check.ExecuteReader())
            {
                while (lines.Read())
                {
                    if (lines.GetString(0) is not "ok" and var line)
                    {
                        faults.Add(line);
                    }
                }
            }
            using var command = reader.CreateCommand();
            command.CommandText = "SELECT block_number, content_hash, content FROM blocks";
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                if (HashOf(rows.GetFieldValue<byte[]>(2)) != rows.GetInt64(1))
                {
                    faults.Add(StoreTexts.DamagedIndex(FormattableString.Invariant($"{Path.GetFileName(path)}, {rows.GetInt64(0)}")));
                }
            }
            return faults;
        }
        catch (SqliteException damage)
        {
            return [damage.Message];
        }
    }

    public void Dispose()
    {
        insert.Dispose();
        writer.Dispose();
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private void Insert(ImpressionBlock block, SqliteTransaction transaction)
    {
        insert.Transaction = transaction;
        insert.Parameters.Clear();
        insert.Parameters.AddWithValue("$domain", block.UserDomain);
        insert.Parameters.AddWithValue("$first", block.FirstList);
        insert.Parameters.AddWithValue("$last", block.LastList);
        insert.Parameters.AddWithValue("$lists", block.Count);
        insert.Parameters.AddWithValue("$hash", HashOf(block.Content.Span));
        insert.Parameters.AddWithValue("$content", block.Content.ToArray());
        insert.ExecuteNonQuery();
    }

    private List<long> Numbers(string domain)
    {
        using var command = writer.CreateCommand();
        command.CommandText = "SELECT block_number FROM blocks WHERE user_domain = $domain";
        command.Parameters.AddWithValue("$domain", domain);
        using var rows = command.ExecuteReader();
        var numbers = new List<long>();
        while (rows.Read())
        {
            numbers.Add(rows.GetInt64(0));
        }
        return numbers;
    }

    private HashSet<string> VisitsOf(string domain, string userId)
    {
        var visits = new HashSet<string>(StringComparer.Ordinal);
        var trace = Encoding.UTF8.GetBytes(userId);
        using var command = writer.CreateCommand();
        command.CommandText = "SELECT content FROM blocks WHERE block_number = $number";
        var place = command.Parameters.Add("$number", SqliteType.Integer);
        foreach (var number in Numbers(domain))
        {
            place.Value = number;
            var content = (byte[])command.ExecuteScalar()!;
            if (content.AsSpan().IndexOf(trace) >= 0)
            {
                var own = Block(domain, content).Lists().Where(list => string.Equals(list.UserId, userId, StringComparison.Ordinal));
                visits.UnionWith(own.Select(list => list.SessionId).OfType<string>());
            }
        }
        return visits;
    }

    private long EraseFrom(
        long number,
        string domain,
        string userId,
        IReadOnlySet<string> visits,
        byte[][] traces,
        SqliteTransaction transaction
    )
    {
        using var command = writer.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT content FROM blocks WHERE block_number = $number";
        command.Parameters.AddWithValue("$number", number);
        var content = (byte[])command.ExecuteScalar()!;
        if (!Array.Exists(traces, trace => content.AsSpan().IndexOf(trace) >= 0))
        {
            return 0;
        }
        var block = Block(domain, content);
        var before = block.Lists().Count();
        var kept = (block with { Count = before }).Without(userId, visits);
        if (kept?.Count == before)
        {
            return 0;
        }
        command.CommandText = "DELETE FROM blocks WHERE block_number = $number";
        command.ExecuteNonQuery();
        if (kept is not null)
        {
            Insert(kept, transaction);
        }
        return before - (kept?.Count ?? 0);
    }

    private void EmptyJournal()
    {
        using var command = writer.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        using var reader = command.ExecuteReader();
        if (reader.Read() && reader.GetInt64(0) != 0)
        {
            throw new InvalidOperationException(
                "Found a reader on the shown lists; expected none while deleted ones are made unrecoverable."
            );
        }
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        Execute(connection, Settings);
        return connection;
    }

    private Exception Translate(SqliteException fault) => fault.SqliteErrorCode == DiskIsFull ? StoreFaults.Full(path, fault) : fault;

    private static ImpressionBlock Block(string domain, byte[] content) => new(domain, "", "", 0, content);

    private static long HashOf(ReadOnlySpan<byte> content) => unchecked((long)XxHash3.HashToUInt64(content));

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
