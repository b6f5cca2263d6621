using Kuajie.Algorithms.CrossDomain.JointAls;
using Kuajie.Algorithms.Models;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.CrossDomain;

public class JointAlsConformanceTests : CrossDomainModelSuite
{
    protected override ModelKind Kind => new JointAlsKind();

    protected override string? OptionsJson => "{\"rank\":10,\"sweeps\":8}";

    protected override (string Json, string[] Faults) FaultyOptions =>
        ("{\"otherDomainWeight\":-0.1,\"rank\":2000,\"beta\":1}", ["otherDomainWeight", "rank", "beta"]);
}
