using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.ImplicitAls;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.Models;

public class ImplicitAlsConformanceTests : PersonalModelSuite
{
    protected override ModelKind Kind => new ImplicitAlsKind();

    protected override string? OptionsJson => "{\"rank\":10,\"sweeps\":8}";

    protected override (string Json, string[] Faults) FaultyOptions =>
        (
            "{\"rank\":0,\"regularization\":0,\"unobservedWeight\":-1,\"sweeps\":1.5,\"frequencyExponent\":9,\"weightExponent\":-1,\"initialDeviation\":0}",
            ["rank", "regularization", "unobservedWeight", "sweeps", "frequencyExponent", "weightExponent", "initialDeviation"]
        );

    protected override float UserIndependentPart(IModel model, UserHistory history, int item) =>
        history[model.TargetDomain].Count == 0 ? Scores(model, history)[item] : 0;
}

public class CholeskyImplicitAlsConformanceTests : ImplicitAlsConformanceTests
{
    protected override string? OptionsJson => "{\"rank\":10,\"sweeps\":8,\"solver\":\"cholesky\"}";
}

public class SubspaceImplicitAlsConformanceTests : ImplicitAlsConformanceTests
{
    protected override string? OptionsJson => "{\"rank\":24,\"sweeps\":8,\"solver\":\"subspace\",\"subspaceSize\":16}";
}
