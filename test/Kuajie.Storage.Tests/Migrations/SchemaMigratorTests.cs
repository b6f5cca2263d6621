using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;
using Kuajie.Storage.Migrations;
using Kuajie.Storage.Records;
using Kuajie.Storage.Sqlite;
using Kuajie.Storage.Tests.Sqlite;
using Microsoft.Data.Sqlite;

namespace Kuajie.Storage.Tests.Migrations;

public sealed class SchemaMigratorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string FilePath => folder.File("records.sqlite");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Migrate_Empty_AppliesEveryStepOnce()
    {
        using var connection = Connect();
        var migrator = new SchemaMigrator(
            [Step(1, "CREATE TABLE a (x INTEGER)"), Step(2, "CREATE TABLE b (x INTEGER)")],
            TimeProvider.System
        );

        Assert.Equal(2, migrator.Migrate(connection, FilePath));
        Assert.Equal(0, migrator.Migrate(connection, FilePath));
        Assert.Equal(2, SchemaMigrator.VersionOf(connection));
    }

    [Fact]
    public void Migrate_StepThatFails_LeavesTheStepsBeforeIt()
    {
        using var connection = Connect();
        var broken = new SchemaMigrator(
            [Step(1, "CREATE TABLE a (x INTEGER)"), Step(2, "CREATE TABLE b (x INTEGER)", "CREATE TABLE a (x INTEGER)")],
            TimeProvider.System
        );
        Assert.Throws<SqliteException>(() => broken.Migrate(connection, FilePath));
        Assert.Equal(1, SchemaMigrator.VersionOf(connection));

        var repaired = new SchemaMigrator(
            [Step(1, "CREATE TABLE a (x INTEGER)"), Step(2, "CREATE TABLE b (x INTEGER)")],
            TimeProvider.System
        );
        Assert.Equal(1, repaired.Migrate(connection, FilePath));
    }

    [Fact]
    public void Constructor_GapInVersions_Refuses() =>
        Assert.Throws<ArgumentException>(() => new SchemaMigrator([Step(1), Step(3)], TimeProvider.System));

    [Fact]
    public void Open_RecordsOfTheFirstVersion_KeepsTheirRows()
    {
        using (var connection = Connect())
        {
            new SchemaMigrator([RecordsMigrations.All[0]], TimeProvider.System).Migrate(connection, FilePath);
            Run(connection, "INSERT INTO party VALUES ('league', 'League')");
            Run(connection, "INSERT INTO domain VALUES ('sports', 'league', '2025-01-02T03:04:05.0000000Z')");
        }

        using var database = SqliteRecordsDatabase.Open(FilePath, TimeProvider.System);

        Assert.Equal(RecordsMigrations.All.Count, database.SchemaVersion);
        Assert.Equal(
            new Domain("sports", "league", new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero)),
            Assert.Single(new PartnerStore(database, TimeProvider.System).Domains())
        );
        Assert.Empty(new ModelRegistry(database, TimeProvider.System).All());
    }

    [Fact]
    public void Open_NewerRecords_SaysSoAndChangesNothing()
    {
        SqliteRecordsDatabase.Open(FilePath, TimeProvider.System).Dispose();
        using (var connection = Connect())
        {
            Run(connection, "INSERT INTO schema_version VALUES (99, 'from the future', '2030-01-01')");
        }

        var fault = Assert.Throws<KuajieException>(() => SqliteRecordsDatabase.Open(FilePath, TimeProvider.System));

        Assert.Equal("newer-schema", fault.Code);
        Assert.Contains("99", fault.Found, StringComparison.Ordinal);
        Assert.Contains($"{RecordsMigrations.All.Count}", fault.Expected, StringComparison.Ordinal);
        Assert.Equal(FilePath, fault.Where);
    }

    [Fact]
    public void Open_NoDatabase_SaysSo()
    {
        File.WriteAllText(FilePath, new string('x', 5000));

        Assert.Equal(
            "damaged-records",
            Assert.Throws<KuajieException>(() => SqliteRecordsDatabase.Open(FilePath, TimeProvider.System)).Code
        );
    }

    /// <summary>The mapping and the migrations are written apart; here they meet, column by column.</summary>
    [Fact]
    public void Migrations_MakeTheTablesThatTheContextMaps()
    {
        using var records = new TemporaryRecords();
        using var context = records.Database.OpenContext();
        using var connection = new SqliteConnection($"Data Source={records.Path};Pooling=False");
        connection.Open();
        foreach (var entity in context.Model.GetEntityTypes())
        {
            var table = Microsoft.EntityFrameworkCore.RelationalEntityTypeExtensions.GetTableName(entity)!;
            var mapped = entity
                .GetProperties()
                .Select(property =>
                    $"{Microsoft.EntityFrameworkCore.RelationalPropertyExtensions.GetColumnName(property)} {(property.IsNullable ? "null" : "not null")}"
                );
            using var command = connection.CreateCommand();
            command.CommandText =
                $"SELECT name || CASE WHEN \"notnull\" THEN ' not null' ELSE ' null' END FROM pragma_table_info('{table}')";
            using var reader = command.ExecuteReader();
            var made = new List<string>();
            while (reader.Read())
            {
                made.Add(reader.GetString(0));
            }
            Assert.Equal(mapped.Order(), made.Order());
        }
    }

    private static Migration Step(int version, params string[] statements) => new(version, $"step {version}", statements);

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
