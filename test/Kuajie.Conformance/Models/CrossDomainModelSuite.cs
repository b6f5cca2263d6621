using Xunit;

namespace Kuajie.Conformance.Models;

/// <summary>What every model keeps to that carries taste from one domain to another.</summary>
public abstract class CrossDomainModelSuite : PersonalModelSuite
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Score_UserSeenInTheSourceOnly_OwnGroupOutranksTheOther(int target)
    {
        var dataset = ModelWorlds.Checkerboard();
        var model = Train(dataset, target);
        foreach (var user in Enumerable.Range(30, 12).Where(user => user % 2 != target))
        {
            Assert.Equal(-1, dataset.Domains[target].UserIndexOf($"first{user}"));
            AssertOwnGroupFirst(model, dataset, $"first{user}", 0, target);
            AssertOwnGroupFirst(model, dataset, $"second{user}", 1, target);
        }
    }
}
