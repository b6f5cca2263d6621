using CsCheck;
using Kuajie.Platform.Recommendations.Live;

namespace Kuajie.Platform.Tests.Recommendations.Live;

/// <summary>The table of item ids beside a plain dictionary, alone and under many threads.</summary>
public sealed class ItemIdsTests
{
    [Fact]
    public void Give_AnyIds_NumbersThemAsADictionaryWould() =>
        Gen.String[Gen.Char.AlphaNumeric, 0, 3]
            .Array[0, 4000]
            .Sample(
                ids =>
                {
                    var (table, twin) = (new ItemIds(), new Dictionary<string, int>(StringComparer.Ordinal));
                    foreach (var id in ids)
                    {
                        Assert.Equal(twin.GetValueOrDefault(id, -1), table.Find(id));
                        twin.TryAdd(id, twin.Count);
                        Assert.Equal(twin[id], table.Give(id));
                    }
                    Assert.Equal(twin.Count, table.Count);
                    Assert.All(twin, pair => Assert.Equal((pair.Value, pair.Key), (table.Find(pair.Key), table[pair.Value])));
                    Assert.Equal(-1, table.Find("none of them"));
                },
                iter: 40
            );

    [Fact]
    public async Task Give_ByManyAtOnce_GivesEachIdOneNumberAndReadersNeverAnother()
    {
        const int Ids = 20_000;
        var table = new ItemIds();
        var given = new int[4][];
        var writers = Enumerable
            .Range(0, 4)
            .Select(writer =>
                Task.Run(() =>
                    given[writer] = [.. Enumerable.Range(0, Ids).Select(id => table.Give($"item-{(id * 7919 + writer * 4999) % Ids}"))]
                )
            )
            .ToArray();
        var reader = Task.Run(() =>
        {
            while (!Task.WhenAll(writers).IsCompleted)
            {
                for (var number = 0; number < table.Count; number += 97)
                {
                    Assert.Equal(number, table.Find(table[number]));
                }
            }
        });
        await Task.WhenAll([.. writers, reader]);

        Assert.Equal(Ids, table.Count);
        for (var writer = 0; writer < 4; writer++)
        {
            for (var id = 0; id < Ids; id++)
            {
                Assert.Equal(table.Find($"item-{(id * 7919 + writer * 4999) % Ids}"), given[writer][id]);
            }
        }
        Assert.Equal(Enumerable.Range(0, Ids), given[0].Order());
    }
}
