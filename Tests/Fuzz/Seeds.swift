/// What the changes start from: our own words, with everything in them that is treated in a way of its own.
enum Seeds {
    static let sentences = [
        "Gen. Orlo can't say; the U.S. (and Karsa) won't. “No,” said Sen. A. B. Vek at 5 p.m. on Jan. 5, 2031.",
        "It's $3.5m, i.e. 20% of 1,200.50 - or 2010-2015, 555-123-4567, 9/11, the 1990's and '90s. I cannot, gonna.",
        "Mail ilana.marrow@karsa.example.org or see https://www.karsa.example/a_b?c=d#e. @karsa #Talks :-) ;) v2.0 Ph.D.",
        "1) The first item 2) The second item\n\n• One\n• Two... three… so— “what?!” ``yes'' «oui» ‘no’ 6'2\" [17]",
        "👩‍👩‍👧 👍🏽🇸🇪 ❤️ Škoda naïve שלום مرحبا 日本。 ﬁve Ｆｕｌｌ co\u{AD}operate x\u{301}\u{200D}\u{202E}",
    ]

    static let articles = [
        "Talks fail in Karsa\n\nBy Ilana Marrow\n\nKARSA (The Wire) — The talks failed on Monday.\n\n“We left at dawn.\n\n“Nobody saw us,” she said.\n\n(Photo: J. Vek)",
        "# Talks *fail*\n\nBy **Jon Vek**\n\n> He said [so](http://karsa.example).\n\n- one\n- two\n",
        "The ministry said that it had heard of the plan\nbut did not know more. A spokesman\ndeclined to comment.\n",
    ]

    static let records = [
        #"{"id": "a1", "text": "The talks failed.\n\nNobody \"knew\" why \u2014 so \ud83d\ude00.", "title": null, "x": [1.5e3, {}]}"#,
        #"[{"id": 7, "text": "One.", "lang": "en"}, {"text": "Two."}]"#,
        "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n\n{\"id\": \"c\"}\n",
    ]

    static let pages = [
        """
        <!doctype html><!-- saved from url=(0022)https://karsa.example/ --><html lang=en><head><meta charset=utf-8>
        <title>Calm | Wire</title><meta property="og:title" content="Calm"><script type="application/ld+json">{"@graph":
        [{"@type":["NewsArticle"],"headline":"Calm","author":[{"name":"A"}],"articleBody":"Karsa is quiet, they say."}]}
        </script></head><body><nav><a href=x>Home</a></nav><article><h1>Calm</h1><p class="byline">By Jon Vek</p><time
        datetime=2031>now</time><p>Karsa is quiet, &ldquo;they&rdquo; say<br>so.<br><br>Olen is <q>loud</q>.</p><ul><li>a
        </ul><figure><figcaption>A square</figcaption></figure><pre>x
        y</pre><div class=comments>No.</div></article></body></html>
        """,
        """
        <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss xmlns:content="http://purl.org/rss/1.0/modules/content/">
        <channel><title>Wire</title><item><title>T</title><link>u</link><guid>1</guid><description>&a;&lt;p&gt;x</description>
        <content:encoded><![CDATA[<p>Karsa.</p>]]></content:encoded></item></channel></rss>
        """,
        #"<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml"><div><p>A</p></div></content></entry></feed>"#,
    ]

    static let archives = [
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: u\r\nContent-Type: application/http\r\nContent-Length: 103"
            + "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n7\r\nKarsa i\r\n8"
            + "\r\ns quiet.\r\n0\r\n\r\n\r\n\r\n",
        "WARC/1.1\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nKarsa\r\n\r\n",
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 66\r\n\r\nHTTP/1.1 200 OK"
            + "\r\nContent-Type: text/plain\r\nContent-Encoding: br\r\n\r\nx\r\n\r\n",
    ]

    static let tables = [
        "id,text,Date\n1,\"A, \"\"b\"\".\nC.\",2031\n2,D.,\n", "sep=;\ntext;x\nKarsa;1\n", "id\ttext\n1\t\"A\"\n",
    ]

    static let patterns = [
        #"~be (:adv)? ((said|thought|alleged) to)@cue (:VB|:AUX)"#, #"^ it ...2-5 /[a-z]+\d?/:verb@cue $ "#,
        #"$say that? <clause>@what"#, #"<source class=vague hops>=2 name!='The Wire'>"#,
        #"anonym* *edly !x{1,2} (a | b c)* (d)+ e? ... ...3 ...* . =Reuters \$5"#, #"don't so-called charge:verb :VB*"#,
    ]

    static let expressions = [
        "zone in (lead, body) and not (depth > 0 or cue = 'x')", "first(outer.n, 0) + 1", "'{cue}: {q.words|1} {{'",
        "100 * sum(<a.b zone=lead>, n) / max(1, count(<attribution>))", "-1.5 <= min(a, b) and per(x, 1000) != 2",
    ]

    static let packs = [
        #"""
        pack: desk/seed
        version: 1.0.0
        engine: '>=1'
        lang: en
        lexicons:
          say: [~say, 'point* out', "t\u00e9l\u00e9"]
          loud: {is: $say, '+': [~shout], '-': [~say]}
        rules:
          a.b:
            about: One.
            match:
              - '~be (:adv)? ((said|thought) to)@cue !x{1,2} <quote words>=2>@q'
              - |-
                ^ it...2-5 /[a-z]+/:verb@cue
                $loud "don't"@q $
            unless: ['so said']
            where: zone in (lead, body) and not (depth > 0 or cue = 'x')
            with: {n: 'first(outer.n, 0) + 1', t: '{cue}: {q.words|1}'}
            nest: q
            extend: {q: quote}
            flag: [{where: voice = author, level: note, say: '“{match}” {{ {n}'}]
            tests: {hit: ['He [cue: said] it.'], context: [{text: '<quote>a</quote>', quoted: yes}]}
          c: {match: no, reach: {over: [a], until: [but], stop: clause, max: 3, set: {polarity: denied}}}
          d: {tally: {over: article, by: voice, let: {x: 'sum(<a.b>, n)'}, value: x / 2, bands: {low: value < 3}}}
        """#
    ]
}
