namespace Kuajie.Algorithms.Tests.Models;

public class ConditionalProbabilityItemKnnConformanceTests : ItemKnnConformanceTests
{
    protected override string? OptionsJson => "{\"similarity\":\"conditionalProbability\",\"shrinkage\":1}";
}

public class Bm25ItemKnnConformanceTests : ItemKnnConformanceTests
{
    protected override string? OptionsJson => "{\"similarity\":\"bm25\",\"shrinkage\":5}";
}
