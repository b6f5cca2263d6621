using Kuajie.Platform.Faults;
using Kuajie.Platform.Workbooks;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Workbooks;

public sealed class WorkbookShelfTests
{
    private static readonly WorkbookContent Content = new(
        new Dictionary<string, string> { ["candidates"] = "partner,field\n甲,体育\n" },
        new Dictionary<string, string> { ["budget"] = "5" }
    );

    private readonly FakeTimeProvider clock = new();
    private readonly WorkbookShelf shelf;

    public WorkbookShelfTests() => shelf = new WorkbookShelf(new HeldWorkbooks(), clock);

    [Fact]
    public void Put_ThenFind_IsTheSame()
    {
        shelf.Put("shop", WorkbookKind.Partners, "spring.2026", Content);

        var (found, at) = shelf.Find("shop", WorkbookKind.Partners, "spring.2026");

        Assert.Equal(Content.Tables, found.Tables);
        Assert.Equal(Content.Wishes, found.Wishes);
        Assert.Equal(clock.GetUtcNow(), at);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("../x")]
    [InlineData("-x")]
    public void Put_WrongName_IsRefused(string name) =>
        Assert.Equal(
            "invalid-workbook",
            Assert.Throws<KuajieException>(() => shelf.Put("shop", WorkbookKind.Partners, name, Content)).Code
        );

    [Fact]
    public void Put_TooLarge_IsRefused()
    {
        var large = Content with { Tables = new Dictionary<string, string> { ["a"] = new('x', WorkbookShelf.MostCharacters + 1) } };

        Assert.Equal("workbook-too-large", Assert.Throws<KuajieException>(() => shelf.Put("shop", WorkbookKind.Partners, "a", large)).Code);
    }

    [Fact]
    public void Put_MoreThanADomainMayHave_IsRefusedButChangingOneIsNot()
    {
        for (var number = 0; number < WorkbookShelf.MostOfDomain; number++)
        {
            shelf.Put("shop", WorkbookKind.Partners, $"w{number}", Content);
        }

        Assert.Equal(
            "too-many-workbooks",
            Assert.Throws<KuajieException>(() => shelf.Put("shop", WorkbookKind.Partners, "more", Content)).Code
        );
        shelf.Put("shop", WorkbookKind.Partners, "w0", Content);
        shelf.Put("shop", WorkbookKind.AdPlan, "more", Content);
    }

    [Fact]
    public void FindAndRemove_Unknown_AreRefused()
    {
        Assert.Equal("unknown-workbook", Assert.Throws<KuajieException>(() => shelf.Find("shop", WorkbookKind.Partners, "x")).Code);
        Assert.Equal("unknown-workbook", Assert.Throws<KuajieException>(() => shelf.Remove("shop", WorkbookKind.Partners, "x")).Code);
    }

    private sealed class HeldWorkbooks : IWorkbookStore
    {
        private readonly Dictionary<(string, WorkbookKind, string), Workbook> held = [];

        public IReadOnlyList<WorkbookEntry> Of(string domain, WorkbookKind kind) =>
            [
                .. held
                    .Values.Where(each => each.Domain == domain && each.Kind == kind)
                    .Select(each => new WorkbookEntry(each.Name, each.ChangedAt)),
            ];

        public Workbook? Find(string domain, WorkbookKind kind, string name) => held.GetValueOrDefault((domain, kind, name));

        public void Put(Workbook workbook) => held[(workbook.Domain, workbook.Kind, workbook.Name)] = workbook;

        public bool Remove(string domain, WorkbookKind kind, string name) => held.Remove((domain, kind, name));
    }
}
