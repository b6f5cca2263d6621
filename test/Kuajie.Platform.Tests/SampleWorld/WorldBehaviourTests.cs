using Kuajie.Platform.Interactions;
using Kuajie.Platform.SampleWorld;

namespace Kuajie.Platform.Tests.SampleWorld;

public sealed class WorldBehaviourTests
{
    private static readonly World Sports = World.Generate(new WorldOptions { Users = 3_000, Seed = 5 });
    private static readonly SampleInteraction[] KnowledgeRows = [.. Sports.Knowledge.Interactions()];
    private static readonly SampleInteraction[] PartnerRows = [.. Sports.Partner.Interactions()];
    private static readonly HashSet<string> Robots = [.. Sports.Knowledge.Robots, .. Sports.Partner.Robots];

    [Fact]
    public void Interactions_Twice_AreEqual() => Assert.True(PartnerRows.SequenceEqual(Sports.Partner.Interactions()));

    [Fact]
    public void Interactions_OtherSeed_Differ()
    {
        var other = World.Generate(new WorldOptions { Users = 3_000, Seed = 6 });
        Assert.NotEqual(PartnerRows.Take(100), other.Partner.Interactions().Take(100));
        Assert.NotEqual(
            Sports.Partner.Items[0].Title + Sports.Partner.Items[1].Title,
            other.Partner.Items[0].Title + other.Partner.Items[1].Title
        );
    }

    [Fact]
    public void Interactions_PerUser_AreInTheVolumePromised()
    {
        foreach (var rows in new[] { KnowledgeRows, PartnerRows })
        {
            var byPeople = rows.Count(row => !Robots.Contains(row.UserId));
            Assert.InRange(byPeople / 3_000.0, 25, 45);
        }
    }

    [Fact]
    public void Interactions_SameUserItemAndKind_NeverInTheSameMinute()
    {
        foreach (var rows in new[] { KnowledgeRows, PartnerRows })
        {
            var distinct = rows.Select(row => (row.UserId, row.Item, row.Kind, Minute: row.UnixSeconds / 60)).Distinct().Count();
            Assert.Equal(rows.Length, distinct);
        }
    }

    [Fact]
    public void Interactions_Times_LieInTheHalfYear() =>
        Assert.All(KnowledgeRows.Concat(PartnerRows), row => Assert.InRange(row.UnixSeconds, WorldCalendar.Start, WorldCalendar.End - 1));

    [Fact]
    public void Interactions_Popularity_FallsAsAPowerOfRank()
    {
        foreach (var rows in new[] { KnowledgeRows, PartnerRows })
        {
            var users = UsersPerItem(rows);
            Assert.InRange(Slope(users.Take(150)), -1.2, -0.45);
        }
    }

    [Fact]
    public void Interactions_Activity_SpreadsLogNormally()
    {
        var logs = KnowledgeRows
            .Where(row => !Robots.Contains(row.UserId))
            .GroupBy(row => row.UserId)
            .Select(user => Math.Log(user.Count()))
            .Order()
            .ToArray();
        var mean = logs.Average();
        var spread = Math.Sqrt(logs.Average(log => (log - mean) * (log - mean)));
        Assert.InRange(spread, 0.7, 1.3);
        Assert.InRange(Math.Abs(mean - logs[logs.Length / 2]), 0, 0.25);
    }

    [Fact]
    public void Interactions_ColdUsers_AreThereOnBothSidesAndAmongLinked()
    {
        var knowledge = KnowledgeRows.Select(row => row.UserId).ToHashSet();
        var partner = PartnerRows.Select(row => row.UserId).ToHashSet();
        Assert.InRange(3_000 + Sports.Knowledge.RobotCount - knowledge.Count, 100, 300);
        Assert.InRange(Sports.Links().Count(link => knowledge.Contains(link.KnowledgeUser) != partner.Contains(link.PartnerUser)), 60, 300);
    }

    [Fact]
    public void Interactions_ColdItems_AreTouchedByNobody()
    {
        var touched = KnowledgeRows.Select(row => row.Item).ToHashSet();
        var cold = Enumerable.Range(0, 600).Where(item => Sports.Knowledge.Items[item].Popularity <= 0).ToArray();
        Assert.Equal(24, cold.Length);
        Assert.DoesNotContain(cold, touched.Contains);
    }

    [Fact]
    public void Links_ShareAndIds_AreAsPlanted()
    {
        var links = Sports.Links().ToArray();
        Assert.Equal(1_200, links.Length);
        Assert.Equal(1_200, links.Select(link => link.KnowledgeUser).Distinct().Count());
        Assert.Equal(1_200, links.Select(link => link.PartnerUser).Distinct().Count());
        var linked = Sports.Partner.Users().Where(user => user.IsLinked).Select(user => user.UserId).ToHashSet();
        Assert.True(linked.SetEquals(links.Select(link => link.PartnerUser)));
        Assert.DoesNotContain(links, link => link.KnowledgeUser == link.PartnerUser);
    }

    [Fact]
    public void Interactions_Robots_ActFarOutsideEverybodyElse()
    {
        var perHour = KnowledgeRows
            .GroupBy(row => row.UserId)
            .Select(user => (user.Key, Most: user.GroupBy(row => row.UnixSeconds / 3_600).Max(hour => hour.Count())))
            .ToArray();
        var people = perHour.Where(user => !Robots.Contains(user.Key)).Select(user => user.Most).Order().ToArray();
        var slowestRobot = perHour.Where(user => Robots.Contains(user.Key)).Min(user => user.Most);
        Assert.Equal(4, perHour.Count(user => Robots.Contains(user.Key)));
        Assert.True(slowestRobot >= 50 * people[people.Length * 99 / 100], $"{slowestRobot} against {people[people.Length * 99 / 100]}");
    }

    [Fact]
    public void Interactions_TimeOfDay_EveningsBeatNights()
    {
        var people = KnowledgeRows.Where(row => !Robots.Contains(row.UserId)).ToArray();
        var byHour = people.CountBy(row => (row.UnixSeconds + WorldCalendar.ShanghaiOffsetSeconds) / 3_600 % 24).ToDictionary();
        Assert.True(byHour[21] > 4 * byHour[4]);
        var weekend = people.Count(row => (WorldCalendar.WeekdayOf(row.UnixSeconds)) >= 5) / (double)people.Length;
        Assert.InRange(weekend, 0.33, 0.46);
    }

    [Fact]
    public void Interactions_Price_HoldsBuyersBack()
    {
        var items = Sports.Knowledge.Items;
        double BuyRate(Func<long, bool> isInGroup)
        {
            var rows = KnowledgeRows
                .Where(row => !Robots.Contains(row.UserId) && items[row.Item].PriceMinorUnits is { } price && isInGroup(price))
                .ToArray();
            var bought = rows.Count(row => row.Kind is InteractionKind.Enrol or InteractionKind.Purchase);
            return bought / (double)rows.Count(row => row.Kind is InteractionKind.View);
        }
        Assert.True(BuyRate(price => price < 8_000) > 1.3 * BuyRate(price => price > 25_000));
    }

    [Fact]
    public void Interactions_Funnel_NobodyFinishesWhatTheyDidNotGet()
    {
        var got = KnowledgeRows
            .Where(row => row.Kind is InteractionKind.Enrol or InteractionKind.Purchase)
            .Select(row => (row.UserId, row.Item))
            .ToHashSet();
        Assert.All(KnowledgeRows.Where(row => row.Kind is InteractionKind.Complete), row => Assert.Contains((row.UserId, row.Item), got));
        Assert.All(KnowledgeRows.Where(row => row.Kind is InteractionKind.Rating), row => Assert.InRange(row.Value!.Value, 1, 5));
    }

    private static double[] UsersPerItem(SampleInteraction[] rows) =>
        [
            .. rows.Where(row => !Robots.Contains(row.UserId))
                .Select(row => (row.UserId, row.Item))
                .Distinct()
                .CountBy(pair => pair.Item)
                .Select(item => (double)item.Value)
                .OrderDescending(),
        ];

    /// <summary>Least-squares slope of log count over log rank.</summary>
    private static double Slope(IEnumerable<double> counts)
    {
        var points = counts.Select((count, rank) => (X: Math.Log(rank + 1), Y: Math.Log(count))).ToArray();
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        return points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
    }
}
