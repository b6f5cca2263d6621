using Kuajie.Conformance.Stores;
using Kuajie.Platform.Recommendations.Scenes;
using Kuajie.Storage.Records;

namespace Kuajie.Storage.Tests.Sqlite;

public sealed class SqliteSceneStoreTests : SceneStoreSuite, IDisposable
{
    private readonly TemporaryRecords records = new();

    protected override ISceneStore Store => new SceneStore(records.Database);

    public void Dispose() => records.Dispose();
}
