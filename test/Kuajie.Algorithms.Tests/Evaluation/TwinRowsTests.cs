using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Datasets.Splits;
using Kuajie.Algorithms.Evaluation.Protocols;

namespace Kuajie.Algorithms.Tests.Evaluation;

public class TwinRowsTests
{
    [Fact]
    public void Find_SameAudienceWithTheTestUser_IsTwin()
    {
        // t is trained by u1, u2; test user u0 took its twin s, as did u1 and u2: with u0 counted 3 shared of 3 and 3, cosine 1.
        var (dataset, user) = Build(["u1", "u2"], ["u0", "u1", "u2"]);
        Assert.Equal([true], TwinRows.Find(dataset, 1, [new HeldOutRow(user, 0)]));
    }

    [Fact]
    public void Find_TwoSharedUsers_IsNone()
    {
        var (dataset, user) = Build(["u1"], ["u0", "u1"]);
        Assert.Equal([false], TwinRows.Find(dataset, 1, [new HeldOutRow(user, 0)]));
    }

    [Theory]
    [InlineData(3, true)] // 3/√(3·6) = 0.707
    [InlineData(4, false)] // 3/√(3·7) = 0.655
    public void Find_LargerOtherAudience_IsTwinDownToTheLeastCosine(int strangers, bool isTwin)
    {
        var others = Enumerable.Range(10, strangers).Select(user => $"u{user}");
        var (dataset, user) = Build(["u1", "u2"], ["u0", "u1", "u2", .. others]);
        Assert.Equal([isTwin], TwinRows.Find(dataset, 1, [new HeldOutRow(user, 0)]));
    }

    [Fact]
    public void Find_TwinNotAmongTheUsersOwnRows_IsNone()
    {
        var builder = Builder(["u1", "u2", "u3"], ["u1", "u2", "u3"]);
        builder.Add(0, "u0", "other");
        var dataset = builder.Build();
        Assert.Equal([false], TwinRows.Find(dataset, 1, [new HeldOutRow(dataset.Domains[0].UserIndexOf("u0"), 0)]));
    }

    [Fact]
    public void Find_RandomData_EqualsPlainSets()
    {
        var dataset = ToyData.Random(60, 12, 8, seed: 4);
        var split = Splitters.LeaveOneOut(dataset, 1, seed: 9, mostUsers: 60);
        var found = TwinRows.Find(split.Training, 1, split.HeldOut);
        Assert.Equal(split.HeldOut.Select(row => PlainTwin(split.Training, row)), found);
    }

    private static bool PlainTwin(InteractionDataset training, HeldOutRow row)
    {
        HashSet<int> UsersOf(int domain, int item) =>
            [.. Enumerable.Range(0, training.UserCount).Where(user => training.Domains[domain].Interactions.Contains(user, item))];
        var audience = UsersOf(1, row.Item);
        audience.Add(row.User);
        return training
            .HistoryOf(row.User)[0]
            .Items.ToArray()
            .Any(item =>
            {
                var other = UsersOf(0, item);
                var shared = audience.Intersect(other).Count();
                return shared >= 3 && shared / Math.Sqrt((double)audience.Count * other.Count) >= 0.7;
            });
    }

    private static (InteractionDataset Dataset, int User) Build(string[] targetUsers, string[] sourceUsers)
    {
        var dataset = Builder(targetUsers, sourceUsers).Build();
        return (dataset, dataset.Domains[0].UserIndexOf("u0"));
    }

    private static InteractionDatasetBuilder Builder(string[] targetUsers, string[] sourceUsers)
    {
        var builder = new InteractionDatasetBuilder();
        var (source, target) = (builder.AddDomain("source"), builder.AddDomain("target"));
        Array.ForEach(sourceUsers, user => builder.Add(source, user, "s"));
        Array.ForEach(targetUsers, user => builder.Add(target, user, "t"));
        builder.LinkSameIds(source, target);
        return builder;
    }
}
