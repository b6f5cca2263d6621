namespace Kuajie.Algorithms.Tests.Models;

public class JaccardItemKnnConformanceTests : ItemKnnConformanceTests
{
    protected override string? OptionsJson => "{\"similarity\":\"jaccard\",\"neighbors\":7}";
}
