using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.ItemTransition;
using Kuajie.Algorithms.Models.SequenceKnn;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.Models;

public class SequenceKnnConformanceTests : PersonalModelSuite
{
    protected override ModelKind Kind => new SequenceKnnKind();

    protected override (string Json, string[] Faults) FaultyOptions =>
        ("{\"neighbors\":0,\"sessionGapDays\":-1,\"historyDecay\":0,\"k\":3}", ["neighbors", "sessionGapDays", "historyDecay", "k"]);

    protected override float UserIndependentPart(IModel model, UserHistory history, int item) => Scores(model, UserHistory.Empty(2))[item];
}

public class ItemTransitionConformanceTests : PersonalModelSuite
{
    protected override ModelKind Kind => new ItemTransitionKind();

    protected override (string Json, string[] Faults) FaultyOptions =>
        ("{\"window\":0,\"skipDecay\":0,\"shrinkage\":-1,\"k\":3}", ["window", "skipDecay", "shrinkage", "k"]);

    protected override float UserIndependentPart(IModel model, UserHistory history, int item) => Scores(model, UserHistory.Empty(2))[item];
}

public class SequenceModelsTests
{
    private const long Day = 86_400;

    /// <summary>Rows "user: item@day …" of one domain; items are numbered by letter.</summary>
    private static InteractionDataset World(string items, params string[] users)
    {
        var builder = new InteractionDatasetBuilder();
        builder.AddDomain("knowledge");
        foreach (var item in items)
        {
            builder.AddItem(0, $"{item}");
        }
        for (var user = 0; user < users.Length; user++)
        {
            foreach (var row in users[user].Split(' '))
            {
                long? time = row.Length > 1 ? Day * int.Parse(row[2..], System.Globalization.CultureInfo.InvariantCulture) : null;
                builder.Add(0, $"u{user}", row[..1], 1, time);
            }
        }
        return builder.Build();
    }

    private static UserHistory History(params (int Item, long Day)[] past) =>
        new(
            new DomainHistory(
                past.Select(row => row.Item).ToArray(),
                past.Select(_ => 1f).ToArray(),
                past.Select(row => row.Day * Day).ToArray()
            )
        );

    private static float[] Scores(IModel model, UserHistory history)
    {
        var scores = new float[model.DomainItemCounts[0]];
        model.Score(history, scores);
        return scores;
    }

    [Fact]
    public void SequenceKnn_LongPause_CutsTheSession()
    {
        // The only user did a and b together, c and d a hundred days later.
        var dataset = World("abcd", "a@1 b@2 c@102 d@103");
        var cut = new SequenceKnnTrainer(new SequenceKnnOptions { PopularityPrior = 0 }).Train(dataset, 0, new TrainingRun());
        var whole = new SequenceKnnTrainer(new SequenceKnnOptions { PopularityPrior = 0, SessionGapDays = 0 }).Train(
            dataset,
            0,
            new TrainingRun()
        );

        Assert.Equal([1f, 1f, 0f, 0f], Scores(cut, History((0, 200))));
        Assert.Equal([1f, 1f, 1f, 1f], Scores(whole, History((0, 200))));
    }

    [Fact]
    public void SequenceKnn_LatestItem_CountsMost()
    {
        var dataset = World("abxy", "a@1 x@1", "b@1 y@1");
        var options = new SequenceKnnOptions
        {
            PopularityPrior = 0,
            HistoryDecay = 0.5,
            Shrinkage = 0,
            RarityExponent = 0,
        };
        var model = new SequenceKnnTrainer(options).Train(dataset, 0, new TrainingRun());

        // Nearness of the sessions {a, x} and {b, y} to "a, then b" is as ½ to 1: shares ⅓ and ⅔.
        var scores = Scores(model, History((0, 10), (1, 20)));
        Assert.Equal(1 / 3.0, scores[2], 1e-6);
        Assert.Equal(2 / 3.0, scores[3], 1e-6);
        Assert.Equal(2 / 3.0, model.Explain(History((0, 10), (1, 20)), 3, 5).Single().Amount, 1e-6);
    }

    [Fact]
    public void SequenceKnn_OldSession_Fades()
    {
        var dataset = World("axy", "a@0 x@0", "a@100 y@100");
        var options = new SequenceKnnOptions { PopularityPrior = 0, HalfLifeDays = 100 };
        var scores = Scores(new SequenceKnnTrainer(options).Train(dataset, 0, new TrainingRun()), History((0, 200)));
        Assert.True(scores[2] > 0 && scores[1] > 0 && scores[2] > scores[1]);
    }

    [Fact]
    public void ItemTransition_SkipsAndSharedTimes_EqualHandCalculation()
    {
        // u0: a, then b and c on one day, then d. u1: a, then d.
        var dataset = World("abcd", "a@1 b@2 c@2 d@9", "a@5 d@6");
        var options = new ItemTransitionOptions
        {
            Window = 2,
            SkipDecay = 0.5,
            Shrinkage = 1,
            PopularityExponent = 0,
            PopularityPrior = 0,
            HistoryDecay = 0.25,
        };
        var model = new ItemTransitionTrainer(options).Train(dataset, 0, new TrainingRun());

        // Over (users + 1): a has two users, b and c one. a → b, c: 1 / 3; a → d: (½ + 1) / 3; b → c and d: 1 / 2; nothing leads back to a.
        // The sums of a, b and c, 7 / 6, 1 and 1, are brought to a mean of 1.
        const double Scale = 3 / (1 + 1 + (7 / 6.0));
        Assert.Equal(Scaled(0, 1 / 3.0, 1 / 3.0, 0.5), Rounded(Scores(model, History((0, 1)))));
        Assert.Equal(Scaled(0, 0, 0.5, 0.5), Rounded(Scores(model, History((1, 1)))));
        // First a, then b: a counts a quarter.
        var both = History((0, 1), (1, 2));
        Assert.Equal(Scaled(0, 1 / 12.0, (1 / 12.0) + 0.5, 0.125 + 0.5), Rounded(Scores(model, both)));
        var parts = model.Explain(both, 3, 5);
        Assert.Equal([1, 0], parts.Select(part => part.Item));
        Assert.Equal(Scaled(0.5, 0.125), Rounded([.. parts.Select(part => part.Amount)]));

        static double[] Scaled(params double[] values) => [.. values.Select(value => Math.Round(value * Scale, 5))];
        static double[] Rounded(float[] values) => [.. values.Select(value => Math.Round((double)value, 5))];
    }

    [Fact]
    public void ItemTransition_NextSkipOutsideWindow_DoesNotCount()
    {
        var dataset = World("abc", "a@1 b@2 c@3");
        var model = new ItemTransitionTrainer(new ItemTransitionOptions { Window = 1, PopularityPrior = 0 }).Train(
            dataset,
            0,
            new TrainingRun()
        );
        var scores = Scores(model, History((0, 1)));
        Assert.True(scores[1] > 0);
        Assert.Equal(0, scores[2]);
    }

    [Fact]
    public void BothModels_NoTimes_IgnoreOrder()
    {
        var dataset = World("abc", "a b", "a c", "b");
        Assert.Equal(0, dataset.Domains[0].UnixSeconds.Length);
        var transition = new ItemTransitionTrainer(new ItemTransitionOptions { PopularityPrior = 0 }).Train(dataset, 0, new TrainingRun());
        var history = UserHistory.Empty(1).With(0, new DomainHistory(new[] { 1 }, new[] { 1f }, default));
        Assert.True(Scores(transition, history)[0] > 0);
        var sessions = new SequenceKnnTrainer(new SequenceKnnOptions { PopularityPrior = 0 }).Train(dataset, 0, new TrainingRun());
        Assert.Equal([1f, 1f, 0f], Scores(sessions, history));
    }
}
