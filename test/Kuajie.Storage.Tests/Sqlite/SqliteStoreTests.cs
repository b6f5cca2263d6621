using Kuajie.Conformance.Stores;
using Kuajie.Platform.Access;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Imports.Live;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Training;
using Kuajie.Platform.Training.Runs;
using Kuajie.Platform.Users;
using Kuajie.Storage.Records;
using Kuajie.Storage.Sqlite;

namespace Kuajie.Storage.Tests.Sqlite;

public sealed class SqlitePartnerStoreTests : PartnerStoreSuite, IDisposable
{
    private readonly TemporaryRecords records = new();

    protected override IPartnerStore Store => new PartnerStore(records.Database, TimeProvider.System);

    public void Dispose() => records.Dispose();
}

public sealed class SqliteLinkStoreTests : LinkStoreSuite, IDisposable
{
    private readonly TemporaryRecords records = new();

    protected override ILinkStore Store => new LinkStore(records.Database);

    public void Dispose() => records.Dispose();
}

public sealed class SqliteImportStoreTests : ImportStoreSuite, IDisposable
{
    private readonly TemporaryRecords records = new();

    protected override IImportStore Store => new ImportStore(records.Database);

    public void Dispose() => records.Dispose();
}

public sealed class SqliteUploadedImportStoreTests : UploadedImportStoreSuite, IDisposable
{
    private readonly TemporaryRecords records = new();

    protected override IUploadedImportStore Store => new UploadedImportStore(records.Database);

    public void Dispose() => records.Dispose();
}

public sealed class SqliteModelRegistryTests : ModelRegistrySuite, IDisposable
{
    private readonly TemporaryRecords records = new();

    protected override IModelRegistry Registry => new ModelRegistry(records.Database, TimeProvider.System);

    public void Dispose() => records.Dispose();
}

public sealed class SqliteKeyStoreTests : KeyStoreSuite, IDisposable
{
    private readonly TemporaryRecords records = new();

    public SqliteKeyStoreTests() => new PartnerStore(records.Database, TimeProvider.System).PutParty(new Party("league", "League"));

    protected override IKeyStore Store => new KeyStore(records.Database);

    public void Dispose() => records.Dispose();
}

public sealed class SqlitePersonStoreTests : PersonStoreSuite, IDisposable
{
    private readonly TemporaryRecords records = new();

    public SqlitePersonStoreTests() => new PartnerStore(records.Database, TimeProvider.System).PutParty(new Party("league", "League"));

    protected override IPersonStore Store => new PersonStore(records.Database);

    public void Dispose() => records.Dispose();
}

public sealed class SqliteTrainingRunStoreTests : TrainingRunStoreSuite, IDisposable
{
    private readonly TemporaryRecords records = new();

    protected override ITrainingRunStore Store => new TrainingRunStore(records.Database);

    public void Dispose() => records.Dispose();
}

/// <summary>Records in a file of their own.</summary>
internal sealed class TemporaryRecords : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public TemporaryRecords() => Database = SqliteRecordsDatabase.Open(Path, TimeProvider.System);

    public string Path => folder.File("records.sqlite");

    public RecordsDatabase Database { get; private set; }

    public void Reopen()
    {
        Database.Dispose();
        Database = SqliteRecordsDatabase.Open(Path, TimeProvider.System);
    }

    public void Dispose()
    {
        Database.Dispose();
        folder.Dispose();
    }
}
