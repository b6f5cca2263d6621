using Kuajie.Algorithms.CrossDomain.JointGraphWalk;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.CrossDomain;

public class JointGraphWalkConformanceTests : CrossDomainModelSuite
{
    protected override ModelKind Kind => new JointGraphWalkKind();

    protected override (string Json, string[] Faults) FaultyOptions =>
        ("{\"otherDomainWeight\":-1,\"alpha\":0,\"beta\":9,\"k\":3}", ["otherDomainWeight", "alpha", "beta", "k"]);

    protected override float UserIndependentPart(IModel model, UserHistory history, int item) => Scores(model, UserHistory.Empty(2))[item];
}

public class JointGraphWalkModelTests
{
    [Fact]
    public void Score_LinkedUsers_EqualsTheWalkByHand()
    {
        var builder = new InteractionDatasetBuilder();
        var (knowledge, sports) = (builder.AddDomain("knowledge"), builder.AddDomain("sports"));
        foreach (
            var (domain, user, item) in new[]
            {
                (0, "u1", "c"),
                (0, "u2", "c"),
                (0, "u3", "c"),
                (1, "u1", "e"),
                (1, "u1", "f"),
                (1, "u2", "f"),
            }
        )
        {
            builder.Add(domain, user, item);
        }
        builder.LinkSameIds(knowledge, sports);
        var dataset = builder.Build();
        var options = new JointGraphWalkOptions
        {
            Alpha = 1,
            Beta = 0,
            OtherDomainWeight = 0.5,
            PopularityPrior = 0,
        };
        var model = new JointGraphWalkTrainer(options).Train(dataset, sports, new TrainingRun());
        var scores = new float[2];

        model.Score(UserHistory.Empty(2).With(0, new DomainHistory(new[] { 0 }, new[] { 1f }, default)), scores);

        // From c to u1, u2, u3 with ⅓ each; from u1 to e or f with ½, from u2 to f; u3 leads nowhere: e ⅙, f ½. Their sum, ⅔, is brought to the weight ½.
        Assert.Equal(0.5 * (1 / 6.0) / (2 / 3.0), scores[0], 1e-6);
        Assert.Equal(0.5 * 0.5 / (2 / 3.0), scores[1], 1e-6);
    }
}
