using System.Globalization;
using CsCheck;
using Kuajie.Marketing.Audience.LookAlikes;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Tests.Audience.LookAlikes;

public sealed class LookAlikeFinderTests
{
    [Fact]
    public void Find_HalfOfAPlantedKind_RanksTheOtherHalfFirst()
    {
        var profiles = SimulatedAudience.Profiles(300, 3, 0.8);
        var kind = profiles.Select(each => each.UserId).Where(user => SimulatedAudience.KindOf(user) == 1).ToArray();
        var seeds = kind.Take(50).ToHashSet();

        var answer = new LookAlikeFinder().Find(profiles, seeds);

        Assert.Null(answer.Shortage);
        Assert.Equal((50, 250), (answer.Seeds, answer.Ranked.Count));
        Assert.DoesNotContain(answer.Ranked, each => seeds.Contains(each.UserId));
        Assert.True(answer.Ranked.Take(50).Count(each => SimulatedAudience.KindOf(each.UserId) == 1) >= 47);
        Assert.Contains(answer.Ranked[0].Reasons, reason => reason.Feature is "tag:tea" or "tag:history");
        // Likeness undoes that only half of the kind are seeds; the score does not.
        var hidden = answer.Ranked.Where(each => SimulatedAudience.KindOf(each.UserId) == 1).ToArray();
        Assert.InRange(hidden.Average(each => each.Score), 0.3, 0.6);
        Assert.InRange(hidden.Average(each => each.Likeness), 0.75, 1);
    }

    [Fact]
    public void Find_AnyKind_IsJudgedBesideActivityAndChance()
    {
        var profiles = SimulatedAudience.Profiles(300, 3, 0.8);
        var seeds = profiles.Select(each => each.UserId).Where(user => SimulatedAudience.KindOf(user) == 0).Take(60).ToHashSet();

        var rows = new LookAlikeFinder().Find(profiles, seeds).Rows.ToDictionary(row => row.Name);

        Assert.Equal(["Activity", "Model", "Random"], rows.Keys.Order(StringComparer.Ordinal));
        Assert.True(rows["Model"].AucLow > rows["Activity"].AucHigh && rows["Model"].AucLow > 0.75);
        Assert.True(rows["Random"].AucLow < 0.5 && rows["Random"].AucHigh > 0.5);
        Assert.All(
            rows.Values,
            row => Assert.True(row.PrecisionLow <= row.Precision && row.Precision <= row.PrecisionHigh && row.At == 60)
        );
    }

    [Fact]
    public void Find_SeedsDrawnByChance_FindsNothing()
    {
        var profiles = SimulatedAudience.Profiles(300, 3, 0.8);
        var seeds = profiles.Where((_, place) => place % 10 is 0 or 3 or 7).Select(each => each.UserId).Take(60).ToHashSet();

        var model = new LookAlikeFinder().Find(profiles, seeds).Rows[0];

        Assert.True(model.AucLow < 0.55, $"{model.Auc}");
    }

    [Fact]
    public void Find_FewSeeds_IsMarked()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var profiles = SimulatedAudience.Profiles(60, 3, 0.8);

        var answer = new LookAlikeFinder().Find(profiles, profiles.Take(5).Select(each => each.UserId).Append("stranger").ToHashSet());

        Assert.Empty(answer.Ranked);
        Assert.Equal("Found 5 seeds and 55 others; 20 of each are needed.", answer.Shortage!.ToString());
    }

    [Fact]
    public void Find_ImpossibleOptions_NamesThemAll() =>
        Assert.Equal(
            ["Regularization", "LookAlikeMost"],
            Assert
                .Throws<InvalidInputException>(() => new LookAlikeFinder { Regularization = 0, Most = 0 }.Find([], new HashSet<string>()))
                .Faults.Select(fault => fault.Code)
        );

    [Fact]
    public void Auc_OfAnyScores_IsTheShareOfPairsInOrder() =>
        Gen.Select(Gen.Int[0, 4], Gen.Bool)
            .Array[2, 30]
            .Where(rows => rows.Any(row => row.Item2) && rows.Any(row => !row.Item2))
            .Sample(rows =>
            {
                var pairs =
                    from seed in rows.Where(row => row.Item2)
                    from other in rows.Where(row => !row.Item2)
                    select seed.Item1 > other.Item1 ? 1
                    : seed.Item1 == other.Item1 ? 0.5
                    : 0;
                var found = RankingRow.AucOf([.. rows.Select(row => (double)row.Item1)], [.. rows.Select(row => row.Item2)]);
                Assert.Equal(pairs.Average(), found, 1e-12);
            });
}
