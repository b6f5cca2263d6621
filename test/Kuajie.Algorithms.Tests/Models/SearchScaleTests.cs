using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models.Factorization;

namespace Kuajie.Algorithms.Tests.Models;

public class SearchScaleTests
{
    /// <summary>10 users × 4 rows over 200 items: α₀ = 5 · 4 / 200; the mean user's mass is 4 + 0.1 · 200 = 24, with half of another 100 items 29.</summary>
    [Fact]
    public void Options_BothSizes_FollowTheHandCalculation()
    {
        var scale = new SearchScale(Dataset(users: 10, rows: 4, items: 200, otherItems: 100), targetDomain: 1);

        Assert.Equal(0.1, scale.UnobservedWeight(5), 4);
        Assert.Equal(6.0 / 24, scale.Regularization(6, 0.1), 5);
        Assert.Equal(6.0 / 29, scale.Regularization(6, 0.1, otherDomainWeight: 0.5), 5);
    }

    [Fact]
    public void UnobservedWeight_DenseAndSparseData_StaysInItsRange()
    {
        Assert.Equal(0.5, new SearchScale(Dataset(10, 5, 10, 1), 1).UnobservedWeight(20));
        Assert.Equal(0.001, new SearchScale(Dataset(2, 1, 50_000, 1), 1).UnobservedWeight(1));
    }

    private static InteractionDataset Dataset(int users, int rows, int items, int otherItems)
    {
        var builder = new InteractionDatasetBuilder();
        var (other, target) = (builder.AddDomain("other"), builder.AddDomain("target"));
        foreach (var (domain, count) in new[] { (other, otherItems), (target, items) })
        {
            for (var item = 0; item < count; item++)
            {
                builder.AddItem(domain, $"i{item}");
            }
        }
        for (var user = 0; user < users; user++)
        {
            for (var row = 0; row < rows; row++)
            {
                builder.Add(target, $"u{user}", $"i{(user + row) % items}");
            }
        }
        return builder.Build();
    }
}
