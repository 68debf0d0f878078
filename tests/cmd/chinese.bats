load ../lib

prepare() { export LANG=zh_CN.UTF-8; unset LC_ALL; }

founded() { tradecli -q init --company 测试公司 --currency CNY; }

@test "everything is said in Chinese where the language is Chinese" {
	fails_with 3 tradecli supplier list
	no_out
	err_is <<-'END'
	tradecli: ledger.db: 没有账本
	  提示：新建账本：tradecli init --company NAME --currency CNY
	END
	ok tradecli init --company 测试公司 --currency CNY
	no_out
	err_is <<-'END'
	已创建 ledger.db（测试公司，本位币 CNY）。
	下一步：tradecli import FILE，或 tradecli supplier template suppliers.xlsx
	END
	ok tradecli supplier list -f table
	no_out
	err_is <<-'END'
	还没有供应商。新增：tradecli supplier add NAME；或导入文件：tradecli supplier import FILE
	END
	ok tradecli supplier add 慈溪亮灯 --code S1 --country 中国
	out_is <<-'END'
	S1
	END
	no_err
	ok tradecli supplier edit S1 --city 宁波
	no_out
	err_is <<-'END'
	已修改供应商 S1。
	（撤销：tradecli undo）
	END
	ok tradecli supplier list -f table
	out_is <<-'END'
	编码  名称      本地名称  国家  币种  付款条件  评级
	S1    慈溪亮灯            CN
	END
	no_err
	ok tradecli undo
	no_out
	err_is <<-'END'
	已撤销: #3 tradecli supplier edit S1 --city 宁波
	（恢复：tradecli redo）
	END
	ok tradecli log -f table
	out_is <<-'END'
	#  时间        用户    记录      状态     命令
	4  2026-11-22  tester  1 条修改  撤销 #3  tradecli undo
	3  2026-11-22  tester  1 条修改  已撤销   tradecli supplier edit S1 --city 宁波
	2  2026-11-22  tester  1 条新增           tradecli supplier add 慈溪亮灯 --code S1 --country 中国
	1  2026-11-22  tester  2 条新增           tradecli init --company 测试公司 --currency CNY
	END
	no_err
	ok tradecli check
	no_out
	err_is <<-'END'
	ledger.db 完好。
	END
	fails_with 2 tradecli supplier rm S1
	no_out
	err_is <<-'END'
	tradecli: 这里无法询问：删除供应商 S1？
	  提示：确定要做请加 --yes
	END
	ok tradecli supplier rm S1 --yes
	no_out
	err_is <<-'END'
	已删除供应商 S1。
	（撤销：tradecli undo）
	END
}

@test "what is wrong is said in Chinese, with a way out" {
	founded
	fails_with 2 tradecli supplier lst
	no_out
	err_is <<-'END'
	tradecli: supplier 没有动作 'lst'
	  提示：是不是 list？
	END
	fails_with 2 tradecli supplier list --wher x
	no_out
	err_is <<-'END'
	tradecli: 没有选项 '--wher'
	  提示：是不是 --where？
	END
	fails_with 4 tradecli supplier add A --country Chnia
	no_out
	err_is <<-'END'
	tradecli: --country: 'Chnia' 不是国家
	  提示：是不是 CN（China，中国）？
	END
	printf '编码,名称,付款条件\nS1,亮灯,30天后\nS2,,\n' >a.csv
	fails_with 4 tradecli supplier import a.csv
	no_out
	err_is <<-'END'
	tradecli: a.csv: 第 2 行，C 列 "付款条件": '30天后' 不是付款条件
	  提示：请写 NET30、月结30天 或 T/T 30/70 (tradecli help terms)
	tradecli: a.csv: 第 3 行: 缺少：name
	tradecli: a.csv: 2 行中有 2 行无法导入；没有做任何改动
	  提示：请修正；或先导入正确的行，把有问题的行另存：--rejects FILE
	END
	ok tradecli supplier import a.csv --rejects r.csv
	no_out
	err_is <<-'END'
	tradecli: a.csv: 第 2 行，C 列 "付款条件": '30天后' 不是付款条件
	  提示：请写 NET30、月结30天 或 T/T 30/70 (tradecli help terms)
	tradecli: a.csv: 第 3 行: 缺少：name
	供应商：新增 0，修改 0，未变 0，未导入 2 -> r.csv
	END
}

@test "rejected rows with Chinese reasons are imported again, in any language" {
	founded
	printf '编码,名称,国家\nS1,亮灯,XX\n' >a.csv
	ok tradecli supplier import a.csv --rejects r.csv -q
	file_is r.csv <<-'END'
	编码,名称,国家,未导入的原因
	S1,亮灯,XX,国家: 'XX' 不是国家
	END
	sed -i s/XX/CN/ r.csv
	LANG=C ok tradecli supplier import r.csv
	no_out
	err_is <<-'END'
	suppliers: 1 new, 0 changed, 0 unchanged
	END
}

@test "the language: an option, then the program's variable, then the system's" {
	founded
	LANG=zh_CN.UTF-8 TRADECLI_LANG=en fails_with 2 tradecli supplier lst
	no_out
	err_is <<-'END'
	tradecli: supplier has no verb 'lst'
	  hint: did you mean list?
	END
	LANG=C fails_with 2 tradecli supplier lst --lang zh_CN
	no_out
	err_is <<-'END'
	tradecli: supplier 没有动作 'lst'
	  提示：是不是 list？
	END
	LANG=zh_CN.UTF-8 fails_with 2 tradecli supplier lst --lang en
	no_out
	err_is <<-'END'
	tradecli: supplier has no verb 'lst'
	  hint: did you mean list?
	END
	LC_ALL=C fails_with 2 tradecli supplier lst
	no_out
	err_is <<-'END'
	tradecli: supplier has no verb 'lst'
	  hint: did you mean list?
	END
	LANG=zh_TW.UTF-8 fails_with 2 tradecli supplier lst
	no_out
	err_is <<-'END'
	tradecli: supplier 没有动作 'lst'
	  提示：是不是 list？
	END
	LANG=fr_FR.UTF-8 fails_with 2 tradecli supplier lst
	no_out
	err_is <<-'END'
	tradecli: supplier has no verb 'lst'
	  hint: did you mean list?
	END
}

@test "help in Chinese fits the screen, too" {
	tradecli __complete -- '' | cut -f 1 >commands
	while read -r command; do
		ok tradecli help "$command"
		no_err
		[ "$(LC_ALL=C.UTF-8 wc -L <"$kept/out")" -le 80 ]
	done <commands
}

@test "deals in Chinese: what is meant, not another word for it" {
	ledger
	fails_with 3 tradecli --lang zh_CN shipment show X
	grep -qx "tradecli: 没有出运单 'X'" "$kept/err"
	tradecli -q supplier add 'Ningbo Star' --code STAR
	tradecli -q buyer add Nordlicht --code NORD
	tradecli -q inquiry add --buyer NORD --number Q1 --description bulb
	tradecli -q offer add bulb --supplier STAR --inquiry Q1 --price 2
	ok tradecli --lang zh_CN deal Q1 -f md
	grep -q '| 1 |   供应商报价 | OFR-2026-0001 |' "$kept/out"
	tradecli -q order add PO-1 --buyer NORD --state confirmed
	ok tradecli --lang zh_CN report margin -f md
	grep -q '| 毛利 | 毛利率 |' "$kept/out"
}
